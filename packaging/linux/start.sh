#!/bin/sh
exec /usr/lib/plumbline/plumbline "$@"
