### Everything a person reads in Plumbline's window, notices and tray, in English: the language the
### others are made from. Syntax: Fluent (https://projectfluent.org/fluent/guide).
###
### A copy of this file as assets/text/<language>/plumbline.ftl is another language; what it leaves out
### stays English. The texts of the stretches are in assets/catalogue, not here.
###
### "The upright" is the person's own upright posture as the camera measured it: the reference that
### everything is compared with. { $… } is filled in; a plural may be made of any number.

## Faults of posture, each in three forms: as a headline, as the same after other words of a sentence
## ("Still: …", "Most of today: …"), and as a thing ("What was seen longest was …")

fault-forward-head = Your head is forward
fault-raised-shoulders = Your shoulders are raised
fault-raised-shoulder-left = Your left shoulder is raised
fault-raised-shoulder-right = Your right shoulder is raised
fault-slouch = You are slouching
fault-head-tilt = Your head is tilted
fault-uneven-shoulders = Your shoulders are uneven
fault-leaning = You are leaning
fault-too-close = You are close to the screen
fault-too-still = You have been sitting still for long

fault-within-forward-head = your head is forward
fault-within-raised-shoulders = your shoulders are raised
fault-within-raised-shoulder-left = your left shoulder is raised
fault-within-raised-shoulder-right = your right shoulder is raised
fault-within-slouch = you are slouching
fault-within-head-tilt = your head is tilted
fault-within-uneven-shoulders = your shoulders are uneven
fault-within-leaning = you are leaning
fault-within-too-close = you are close to the screen
fault-within-too-still = you have been sitting still for long

fault-noun-forward-head = a head held forward
fault-noun-raised-shoulders = raised shoulders
fault-noun-raised-shoulder-left = a raised left shoulder
fault-noun-raised-shoulder-right = a raised right shoulder
fault-noun-slouch = slouching
fault-noun-head-tilt = a tilted head
fault-noun-uneven-shoulders = uneven shoulders
fault-noun-leaning = leaning
fault-noun-too-close = being close to the screen
fault-noun-too-still = sitting still for long

## Parts of the body the camera looks for, within a sentence: "Your … cannot be seen."

landmark-nose = nose
landmark-left-eye = left eye
landmark-right-eye = right eye
landmark-left-ear = left ear
landmark-right-ear = right ear
landmark-mouth = mouth
landmark-left-shoulder = left shoulder
landmark-right-shoulder = right shoulder
landmark-left-elbow = left elbow
landmark-right-elbow = right elbow
landmark-left-wrist = left wrist
landmark-right-wrist = right wrist
landmark-left-hand = left hand
landmark-right-hand = right hand
landmark-left-hip = left hip
landmark-right-hip = right hip
landmark-left-knee = left knee
landmark-right-knee = right knee
landmark-left-ankle = left ankle
landmark-right-ankle = right ankle
landmark-left-heel = left heel
landmark-right-heel = right heel
landmark-left-foot = left foot
landmark-right-foot = right foot

## What is measured, as a name and (…-within) as a word in a sentence

quantity-forward-head = Forward head
quantity-ear-shoulder = Ear–shoulder angle
quantity-raised-shoulder-left = Left shoulder raised
quantity-raised-shoulder-right = Right shoulder raised
quantity-head-tilt = Head tilt
quantity-shoulder-tilt = Shoulder line
quantity-slouch = Slouch
quantity-head-pitch = Looking down
quantity-head-yaw = Head turned
quantity-torso-yaw = Trunk turned
quantity-trunk-lean = Trunk leaning
quantity-screen-distance = Screen distance

quantity-within-forward-head = forward head
quantity-within-ear-shoulder = ear–shoulder angle
quantity-within-raised-shoulder-left = left shoulder raised
quantity-within-raised-shoulder-right = right shoulder raised
quantity-within-head-tilt = head tilt
quantity-within-shoulder-tilt = shoulder line
quantity-within-slouch = slouch
quantity-within-head-pitch = looking down
quantity-within-head-yaw = head turned
quantity-within-torso-yaw = trunk turned
quantity-within-trunk-lean = trunk leaning
quantity-within-screen-distance = screen distance

## Units, put after a number; a space at the beginning is written as {" "}

unit-centimetres = {" "}cm
unit-shoulder-widths = {" "}shoulder widths
unit-seconds = {" "}s
unit-hours = {" "}h
unit-minutes = {" "}min

## Why something cannot be measured right now: stands alone, and begins a sentence with a capital

unmeasured-nobody = nobody in view
unmeasured-landmark = { $landmark } not in view
unmeasured-face-unclear = face not clear enough
unmeasured-head-only = shoulders not in view
unmeasured-turned-too-far = you are turned away
unmeasured-needs-side-view = needs a camera at the side
unmeasured-needs-front-view = needs a camera in front
unmeasured-not-calibrated = needs your baseline
unmeasured-baseline-doubtful = the camera seems to have moved
unmeasured-too-uncertain = not sure enough right now
unmeasured-stretching = you are stretching

## Dates. Weekdays and months stand in the forms below, and the forms in the texts of the history

date-weekday-monday = Monday
date-weekday-tuesday = Tuesday
date-weekday-wednesday = Wednesday
date-weekday-thursday = Thursday
date-weekday-friday = Friday
date-weekday-saturday = Saturday
date-weekday-sunday = Sunday
date-weekday-short-monday = Mon
date-weekday-short-tuesday = Tue
date-weekday-short-wednesday = Wed
date-weekday-short-thursday = Thu
date-weekday-short-friday = Fri
date-weekday-short-saturday = Sat
date-weekday-short-sunday = Sun
date-month-january = January
date-month-february = February
date-month-march = March
date-month-april = April
date-month-may = May
date-month-june = June
date-month-july = July
date-month-august = August
date-month-september = September
date-month-october = October
date-month-november = November
date-month-december = December
date-month-short-january = Jan
date-month-short-february = Feb
date-month-short-march = Mar
date-month-short-april = Apr
date-month-short-may = May
date-month-short-june = Jun
date-month-short-july = Jul
date-month-short-august = Aug
date-month-short-september = Sep
date-month-short-october = Oct
date-month-short-november = Nov
date-month-short-december = Dec

# Wednesday, 25 November 2026
date-full = { $weekday }, { $day } { $month } { $year }
# November 2026
date-month-year = { $month } { $year }
# 25 Nov
date-day-month = { $day } { $month }
# 25 Nov 2026
date-day-month-year = { $day } { $month } { $year }
# Wed 25
date-weekday-day = { $weekday } { $day }
# Wed 25 Nov
date-weekday-day-month = { $weekday } { $day } { $month }
date-from-to = { $from } – { $to }

## Times as they stand in charts and lists, and (time-…) in the sentences of the history

duration-minutes = { $minutes } min
duration-hours = { $hours } h
duration-hours-minutes = { $hours } h { $minutes } min
time-minutes =
    { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }

## The window around the views

tab-now = Now
tab-stretch = Stretch
tab-history = History
tab-settings = Settings
# The key that opens a tab: Ctrl+1
tab-key = Ctrl+{ $number }
# What became of the last run
crash-notice = Plumbline ended by a mistake of its own last time. What is known of it stays on this machine, in { $file }; nothing was sent.
watch-model-cannot-run = The pose model cannot run: { $error }.
watch-model-failed = The pose model failed: { $error }.
watch-mistake = Measuring stopped by a mistake in Plumbline, and begins again by itself.
watch-cannot-start = Watching cannot start: { $error }.
alert-wrong-noted = Noted. “{ $fault }” needs { $percent } % more than usual from now on (Settings, Limits one by one).
message-ok = OK
message-show-details = Show details
message-hide-details = Hide details
message-copy-details = Copy details

## Now

now-today = Today
now-people =
    { $people ->
       *[other] { $people } people in view; the nearest one is watched.
    }
now-opening-camera = Opening the camera…
now-resting = You are away: the camera is off. It looks for you every half minute.
now-recording-ended = The recording has ended.
now-looking-for-you = Looking for you…
now-starting-model = Starting the pose model…
now-camera-is-off = The camera is off, and nothing is watched.
now-go-on-watching = Go on watching
now-no-picture = No picture
now-tries-again = Plumbline tries again by itself (every { $seconds } s).
now-try-again = Try again now
now-show-demonstration = Show the demonstration
now-is-demonstration = Demonstration: a bundled picture, not you.
now-use-camera = Use the camera
now-praise =
    { $minutes ->
       *[other] { $minutes } good minutes. That is worth keeping.
    }
# A title and a sentence: "During your call: Your head was forward for 12 of 40 minutes."
now-quiet-summary = { $title }: { $summary }
now-quiet = Quiet: { $reason }.
now-alerts-again = Alerts again
now-snooze = Snooze alerts
now-snooze-minutes =
    { $minutes ->
       *[other] For { $minutes } minutes
    }
now-snooze-until-tomorrow = Until tomorrow
now-pause = Pause
now-pause-hint = Ctrl+P: the camera goes off
now-sitting = Sitting for { $minutes } min

## Why nothing is watched; also in the tray

off-asleep = The computer was going to sleep
off-locked = The screen is locked
off-paused = Paused
off-battery = Paused while on battery

## Why nothing is said, after "Quiet: "

silence-snoozed = snoozed
silence-quiet-hours = quiet hours
silence-call = you seem to be in a call
silence-screen-shared = your screen is shared
silence-presenting = a window fills the screen
silence-do-not-disturb = do not disturb is on

## The upright and how it is set

upright-wait = Sit upright and look at the screen…
upright-countdown = Sit upright, look at the screen… { $seconds }
upright-hold-still = Hold still…
upright-measuring = Measuring
upright-cancel = Cancel
upright-set = Set my upright
upright-set-again = Set my upright again
upright-key = Ctrl+U
upright-how = Sit tall, press, hold still for four seconds.
upright-welcome-back = Welcome back. Sit upright for a moment, so that today's clothes are known.
upright-until-then = Until then forward head is seldom told.
upright-camera-moved = Your camera seems to have been moved. Set your upright again.
upright-looks-different = You look different from when you set your upright. Set it again.
upright-sits-straighter = You sit straighter than the upright you had set. Set it again.
upright-nothing-moved = Nothing was moved
upright-keep = Keep it
upright-keep-hint = Keep the upright that is set
upright-show-slouch = Show my slouch
upright-show-slouch-hint = Sink as you do when tired and hold it for four seconds: alerts then begin at half of that
upright-problem-not-seen = You were not in view long enough. Sit where the camera sees your head and shoulders.
upright-problem-shoulders = Your shoulders were not in view. Tilt the camera down a little or move back.
upright-problem-turned = You were turned away. Face the screen and try again.
upright-problem-not-different = That looked like your upright. Let yourself sink as you do when tired, and hold it.
upright-problem-moved = You moved too much. Sit upright, look at the screen and hold still.

## The verdict: a headline and a sentence below it

verdict-away = Nobody in view
verdict-away-detail = Plumbline waits. Time away counts as neither good nor bad.
verdict-uncertain = Can't tell right now
verdict-fault = Posture fault
verdict-fault-detail = Come back to your upright when you are ready.
verdict-fault-more =
    { $count ->
        [one] And one more thing, listed below.
       *[other] And { $count } more things, listed below.
    }
verdict-good = Looking good
verdict-good-detail = Close to your own upright.
verdict-good-rough = Judged roughly, against averages. Set your upright for a real measure.
verdict-unclear-picture = the picture is not clear enough
# { $why } is one of the reasons above, with a capital letter
verdict-why = { $why }.
verdict-why-head-only = { $why }. Tilt the camera down a little or move back.
verdict-why-oblique = { $why }. This counts as neither good nor bad.

## The gauges and the live picture

gauge-from-upright = from your upright (now { $value }, ± { $doubt })
gauge-averages = ± { $doubt }, against averages
gauge-back-to = back to { $limit }
gauge-limit = limit { $limit }
# What a screen reader says of a gauge: the name, the value, what it means
gauge-words = { $name }: { $value }, { $meaning }
picture-head = Head
picture-shoulder = Shoulder
# "Head +4°"
picture-angle = { $name } { $angle }
picture-nobody = Live picture, nobody in view
picture-words = Live picture with your head and shoulder line
picture-words-head = Head { $angle }, { $limit }
picture-words-left = left shoulder { $angle }, { $limit }
picture-words-right = right shoulder { $angle }, { $limit }

## The alert in the window

alert-since-seconds = For { $seconds } seconds now.
alert-since-minutes = For { $minutes } minutes now.
alert-start = Start
alert-start-hint = Follow it step by step (Ctrl+Enter)
alert-show-stretch = Show the stretch
alert-have-moved = I have moved
alert-another = Another one
alert-snooze = Snooze 15 min
alert-is-wrong = This is wrong
alert-is-wrong-hint = This fault will need a little more from now on
alert-dismiss = Dismiss

## Notices on the desktop

notice-show-stretch = Show the stretch
notice-snooze = Snooze 15 min
notice-dismiss = Dismiss
notice-open = Open Plumbline
# { $fault } as it stands after other words
notice-still = Still: { $fault }
notice-a-stretch = a stretch
notice-too-still = Stand up and move a little, or try: { $stretch }.
notice-what-helps = Come back to your upright. What helps: { $stretch }.
notice-set-upright = Set your upright again
notice-camera-moved = The camera seems to have been moved.
notice-looks-different = You look different from when you set it.
notice-sits-straighter = You sit straighter than the upright you had set.
notice-no-service = No notices can be shown because no notification service answers on this desktop; start one (for example dunst or mako), or keep an eye on the window.
notice-unavailable-here = Notices are not available on this system yet; keep an eye on the window instead.
# The titles of what was not said while it was quiet
notice-after-call = During your call
notice-after-sharing = While you shared your screen
notice-after-presenting = While a window filled the screen
notice-after-quiet = While it was quiet
notice-was-forward = Your head was forward for { $minutes } of { $of } minutes.
notice-was-raised = Your shoulders were raised for { $minutes } of { $of } minutes.
notice-was-slouching = You slouched for { $minutes } of { $of } minutes.
notice-was-tilted = Your head was tilted for { $minutes } of { $of } minutes.
notice-was-uneven = Your shoulders were uneven for { $minutes } of { $of } minutes.
notice-was-leaning = You leaned for { $minutes } of { $of } minutes.
notice-was-close = You were close to the screen for { $minutes } of { $of } minutes.
notice-was-still = You sat still for { $minutes } of { $of } minutes.

## The tray

tray-resume = Resume watching
tray-pause = Pause watching
tray-snooze = Snooze alerts
tray-snooze-minutes =
    { $minutes ->
       *[other] { $minutes } minutes
    }
tray-snooze-until-tomorrow = Until tomorrow
tray-open = Open Plumbline
tray-set-upright = Set my upright
tray-quit = Quit

## Stretch: the catalogue, and one item of it

stretch-back = Back to all stretches
stretch-routines = Routines
stretch-search = Search
stretch-search-hint = neck, rhomboid, wall…
stretch-filter = Filter
stretch-routines-and-tips = Routines and tips
stretch-nothing-fits = Nothing fits. Clear the search or the filters.
stretch-stretches = Stretches
stretch-releases = Releases
stretch-not-shown =
    { $count ->
       *[other] { $count } not shown, because of your { $parts } (Settings, Stretching).
    }
stretch-any = Any
stretch-muscle = Muscle
stretch-helps-when = Helps when
stretch-without-equipment = Without equipment
stretch-through-the-day = Through the day
stretch-before-you-begin = Before you begin
stretch-other-side = Then the same on the other side.
stretch-no-equipment = no equipment
# Positions: "Seated or Standing"
stretch-or = { $first } or { $other }
stretch-start = Start
stretch-start-hint = Follow it step by step
stretch-offer = Offer me this one
stretch-felt = You feel it: { $place }
stretch-hold =
    { $seconds ->
       *[other] Hold for { $seconds } seconds.
    }
stretch-hold-each =
    { $seconds ->
       *[other] Hold for { $seconds } seconds each side.
    }
stretch-hold-least =
    { $seconds ->
       *[other] Hold for at least { $seconds } seconds.
    }
stretch-hold-least-each =
    { $seconds ->
       *[other] Hold for at least { $seconds } seconds each side.
    }
stretch-hold-about =
    { $seconds ->
       *[other] About { $seconds } seconds.
    }
stretch-hold-about-each =
    { $seconds ->
       *[other] About { $seconds } seconds each side.
    }
stretch-drawing = Drawing: { $name }
stretch-muscles-front = From the front: { $muscles }
stretch-muscles-back = From the back: { $muscles }
position-seated = Seated
position-standing = Standing
position-floor = On the floor
equipment-ball = ball
equipment-massage-stick = massage stick
equipment-massage-cane = massage cane
equipment-foam-roller = foam roller
equipment-wall = wall
equipment-mat = mat
body-part-neck = neck
body-part-shoulder = shoulders
body-part-lower-back = lower back
body-part-wrist-or-knee = wrists or knees

## Routines

routine-own = Put together a routine of your own
routine-own-name = My routine
routine-name = Name
routine-choose-stretch = Choose a stretch
# Beside a list to choose from
routine-to-add = to add
routine-add = Add
routine-save = Save
routine-cancel = Cancel
routine-delete = Delete this routine
routine-up = Up
routine-move-up = Move { $name } up
routine-remove = Remove
routine-remove-named = Remove { $name }
routine-start = Start
routine-start-named = Start { $name }
routine-change = Change
routine-change-named = Change { $name }
routine-about-minutes =
    { $minutes ->
        [one] about a minute
       *[other] about { $minutes } minutes
    }
routine-for-today = For you, today
routine-most-of-today = Most of today: { $fault }.
routine-nothing-stood-out = Nothing stood out today: a little of everything.

## The player: a stretch that is followed step by step. Big letters, read from where one stands

player-place = { $routine } · { $number } of { $count }
player-paused = Paused
player-press-space = Press Space to go on.
player-step = Step { $number } of { $count }
player-get-ready = Get into position
player-get-ready-side =
    { $side ->
        [left] Get into position, left side
       *[right] Get into position, right side
    }
player-begins-in = Begins in
player-now-side =
    { $side ->
        [left] Now the left side
       *[right] Now the right side
    }
player-once-more = Once more
player-goes-on-in = Goes on in
player-let-go = Let go, shake it out
player-next-in = Next one in
player-next = Next: { $name }
player-seconds-left =
    { $seconds ->
       *[other] { $seconds } seconds left to hold
    }
player-hold = Hold
player-hold-side =
    { $side ->
        [left] Hold, left side
       *[right] Hold, right side
    }
player-waiting = Waiting for you
player-own-range = That is your range today: it counts.
player-breathe = Breathe calmly. Stop if it hurts.
player-clock-no-rule = The camera cannot judge this one: the clock counts.
player-clock-no-picture = There is no picture: the clock counts.
# { $why } is a whole sentence
player-clock-not-seen = The clock counts. { $why }
player-clock-chosen = The clock counts, as you wished.
player-mirror = As in a mirror
player-go-on = Go on
player-pause = Pause
player-pause-key = Space
player-back = Back
player-back-key = Left arrow
player-skip = Next
player-skip-key = Right arrow
player-skip-item = Skip this one
player-skip-item-hint = To the next stretch
player-use-clock = Count by the clock
player-use-camera = Let the camera count
player-who-counts = Who counts the hold
player-stop = Stop
player-stop-key = Esc

# Spoken
player-say-hold = Hold.
player-say-side =
    { $side ->
        [left] Now the left side.
       *[right] Now the right side.
    }
player-say-once-more = Once more.
player-say-clock = The clock counts.
player-say-finished = That was it.
player-no-sound = There is no sound: { $error }
player-no-speech = Nothing here can speak: please install speech-dispatcher.
player-not-spoken = The words were not spoken: { $error }
player-speech-ended = The words were not spoken: spd-say ended with { $status }.

# What the camera asks for
player-cue-outside = Move back a little: your { $landmark } is out of the picture.
player-cue-hidden = Your { $landmark } cannot be seen.
player-cue-no-depth = The camera cannot tell how far your arms reach.
player-cue-elsewhere = Come back to where you were, and sit or stand at rest.
player-cue-no-rest = Sit or stand upright for a moment, arms down.
player-cue-nobody = Nobody is in the picture.
player-cue-not-enough = The camera cannot see enough.

# Before the first one ever
player-notes-title = Before your first stretch
player-notes-advice = Plumbline is wellbeing advice, not diagnosis or treatment.
player-notes-trouble = Do you have trouble with one of these?
player-notes-not-offered = What strains it is then not offered. You can change this in Settings.
player-notes-begin = I have read this, begin
player-notes-not-now = Not now

# At the end
player-well-done = Well done
player-was-short = That was short
player-back-to-work = Back to work
player-back-to-work-key = Enter
player-skipped = Skipped.
player-held-clock = Held for { $held } of { $planned } seconds, counted by the clock.
player-held-all-seen = Held for { $held } of { $planned } seconds, all seen by the camera.
player-held-some-seen = Held for { $held } of { $planned } seconds, { $seen } of them seen by the camera.
player-then-skipped = { $held } Skipped.
player-then-stopped = { $held } Stopped.

## History

history-no-folder = There is no folder to keep a history in.
history-reading = Reading…
history-day = Day
history-week = Week
history-month = Month
# By hour and weekday
history-when = When
# By fault
history-what = What
history-back-day = Back to the day
history-back-week = Back to the week
history-back-month = Back to the month
history-back-when = Back to the when
history-back-what = Back to the what
history-back-key = Backspace
history-earlier = Earlier
history-earlier-key = Earlier (Page up)
history-later = Later
history-later-key = Later (Page down)
history-today = Today
history-three-months = 3 months
history-a-year = A year
history-delete-day = Delete this day…
history-will-be-gone = { $day } will be gone.
history-delete = Delete it
history-keep = Keep it
history-save-picture = Save picture
history-save-picture-of = Save picture: { $chart }
history-nothing-yet = Nothing has been kept yet. The first minutes appear here once Plumbline has watched.
history-of-thirty-days = Of the last thirty days, what was seen longest first.

# The cards of a page
history-card-day = The day
history-card-days = Good posture, of the time it could be judged
history-card-compared = Compared with the week before
history-card-faults = What was seen
history-card-heat = Good posture by weekday and hour, in per cent
history-card-stretches = Which stretch helped
history-card-day-hint = A click shows the minute; so do the arrow keys, once the strip has the focus. With Ctrl they go from alert to alert.
history-card-days-hint = Below it the hours watched. A click opens the day; so does Enter, with the arrow keys from day to day. Days with under ten judged minutes have no bar.
history-card-stretches-hint = Half of the time it took longer than this until the same posture was alerted again; without: after a correction of the same faults without a stretch. From three cases on. It is no proof of what a stretch does.
history-this-week = This week
history-week-before = Week before
history-too-little = too little to say
history-compared-good = Good posture
history-compared-watched = Watched
history-compared-alerts = Alerts
history-compared-corrected = Of these corrected
history-compared-breaks = Breaks
history-compared-stretches = Stretches

# The strip of a day
history-strip-nothing = Nothing was watched on this day.
history-strip-words = Good for { $good }, at fault for { $fault }, not to be told for { $unsure }; { $alerts }, { $breaks }.
history-alerts =
    { $count ->
        [one] { $count } alert
       *[other] { $count } alerts
    }
history-breaks =
    { $count ->
        [one] { $count } break
       *[other] { $count } breaks
    }
history-alert = Alert
history-break = Break
# A moment of the strip: "9:30: good"
history-moment = { $time }: { $what }
history-moment-good = good
history-moment-fault = at fault
history-moment-unsure = could not be told
history-moment-none = not watched, or away

# A minute of a day, line by line
history-minute = { $time } – { $parts }
history-minute-good = good for { $seconds } s
history-minute-fault = at fault for { $seconds } s
history-minute-unsure = not to be told for { $seconds } s
history-minute-away = away for { $seconds } s
history-minute-seen = Seen: { $faults }
history-minute-seen-for = { $fault } for { $seconds } s
history-minute-median = Median: { $values }
# "forward head 9.2°"
history-minute-value = { $quantity } { $value }
history-event = { $time } { $what }
history-event-alert = Alert: { $fault }
history-event-alert-posture = Alert: posture
history-event-corrected = Corrected
history-event-break = Break
history-event-break-of = Break of { $duration }
history-event-stretch = Stretch: { $name }
history-event-stretch-unfinished = Stretch: { $name }, not finished
history-event-snoozed = Alerts were snoozed
history-event-calibrated = The upright was set
history-event-left = Left
history-event-returned = Came back
history-event-watch-off = Watching stopped
history-event-watch-on = Watching went on

# The angles over a day
history-trace-forward-head = Forward head, ° from your upright
history-trace-raised-left = Left shoulder raised, ° from your upright
history-trace-raised-right = Right shoulder raised, ° from your upright
history-trace-point = { $time }{"\u000A"}{ $middle }°, mostly { $low }° to { $high }°
history-trace-nothing = { $name }: nothing was measured.
history-trace-words = { $name }: between { $low }° and { $high }°.
history-trace-words-beyond = { $name }: between { $low }° and { $high }°, beyond the limit of { $limit }° for { $percent } % of the time.

# Day by day. Lines are put below each other, or after each other with a comma
history-day-good = { $percent } % good
history-day-watched = { $duration } watched
history-day-too-little = { $duration } watched, too little to say
history-day-not-watched = not watched
history-days-picked = Good posture by day: { $day }.
history-days-picked-open = { $day }. Enter opens it.
history-days-share = { $day } { $percent } %
history-days-words = Good posture by day: { $days }.
history-days-nothing = Good posture by day: too little was watched to say.
history-axis-hours = { $hours } h

# Faults and stretches
history-faults-none = No faults in this time.
history-fault-words = { $duration } ({ $percent } % of the judged time); { $alerts } alerts, { $corrected } corrected
history-stretches-none = No stretch was done in this time.
history-after = after it
history-without = without
history-too-few = too few to say
history-bar = { $what }: { $value }
history-done = done { $times }×
history-done-held = done { $times }×, held { $held }
history-done-seen = done { $times }×, held { $held } ({ $seen } seen by the camera)
history-seconds = { $seconds } s

# The week by hour and weekday
history-heat-nothing = Nothing has been watched yet.
history-heat-cell = { $weekday } { $from }:00 – { $to }:00: { $percent } % good of { $duration } judged
history-heat-day = { $weekday } { $percent } %
history-heat-day-worst = { $weekday } { $percent } %, worst from { $hour }:00
history-heat-words = Share of good posture by weekday and hour: { $days }.

# Sentences about a month, a run of days, the hours of the day
history-month-too-little = { $watched } were watched in this month, too little to say.
history-month-words = { $watched } were watched in this month; { $percent } % of the judged time was good.
history-month-streak = The longest run of full days with { $percent } % or more was { $days } ({ $from } to { $to }).
history-streak =
    { $days ->
       *[other] You are in a run of { $days } full days with { $percent } % or more, since { $from }.
    }
history-best-worst = Posture is best from { $best }:00 to { $best_end }:00 ({ $high } % good) and worst from { $worst }:00 to { $worst_end }:00 ({ $low } %).
history-no-hour = No hour of the day stands out.
history-hour-needed = An hour of judged time at some hour of the day is needed to compare.

# The week in sentences. { $duration } is a time such as "1 minute", "12 minutes" or "2 h 5 min"
history-week-nothing = Nothing was watched this week.
history-week-nothing-yet = Nothing has been watched this week yet.
history-week-watched-one = { $duration } was watched
history-week-watched = { $duration } were watched
# { $watched } is one of the two above
history-week-only = Only { $watched } this week, too little to say.
history-week-judged-little = { $watched } this week, but posture could be judged for only { $judged } of them, too little to say.
history-week-good = { $watched } this week, and your posture was good for { $share } of the time it could be judged.
history-week-good-so-far = So far this week { $watched }, and your posture was good for { $share } of the time it could be judged.
history-week-no-comparison = There is too little of the week before to compare with.
history-week-same = That is about the same as the week before ({ $before }).
history-week-more = That is { $points } more than the week before ({ $before }).
history-week-less = That is { $points } less than the week before ({ $before }).
history-week-points =
    { $points ->
        [one] { $points } percentage point
       *[other] { $points } percentage points
    }
history-week-longest = What was seen longest was { $fault }: { $duration }, or { $share } of the judged time.
history-week-alike =
    { $days ->
       *[other] Your { $days } full days were much alike.
    }
history-week-best = { $best } was your best day ({ $high }), { $worst } the hardest ({ $low }).
history-week-corrected =
    { $all ->
        [one] You corrected { $corrected } of { $all } alert, half of them within { $seconds } seconds.
       *[other] You corrected { $corrected } of { $all } alerts, half of them within { $seconds } seconds.
    }
history-times =
    { $times ->
        [1] once
        [2] twice
       *[other] { $times } times
    }
# { $times } is "once", "twice", "12 times"
history-stretched = You stretched { $times }.
history-stretched-effect = You stretched { $times }: it then took { $after } until the same posture was alerted again, after a correction alone { $without }.
history-about = about { $duration }
history-more-than = more than { $duration }
history-percent-over = over 99 %
history-percent-under = under 1 %

# What is done with the history, and how it went
history-no-export-folder = There is no folder to export to.
history-exported = Exported to { $files }.
history-exported-two = { $first } and { $second }
history-export-failed = The export failed: { $problem }.
history-import-title = Import a history exported by Plumbline
history-import-filter = Exported history
history-no-file-chosen = No file was chosen. If no dialog came up, write the file's path beside the button.
history-deleted = The history is deleted.
history-delete-failed = The history could not be deleted: { $problem }.
history-day-deleted = What was kept of { $day } is deleted.
history-day-delete-failed = It could not be deleted: { $problem }.
history-days-kept =
    { $days ->
       *[other] From now on { $days } days are kept.
    }
history-all-kept = From now on every day is kept.
history-old-delete-failed = Old days could not be deleted: { $problem }.
history-none-kept = No history is kept.
history-none-kept-because = No history is kept: { $problem }.
history-no-thread = No history is kept: its thread cannot start ({ $error }).
history-was-damaged =
    { $saved ->
       *[other] Your posture history was damaged: { $saved } rows of it were saved. The damaged file is kept as { $file }; delete it once you miss nothing.
    }
history-disk-full = the disk is full; free some space and start Plumbline again
history-mistake = A mistake in Plumbline: no history is kept until it is started again. What was written stays.
history-not-written = The history is not written: { $problem }.
history-no-picture-folder = There is no folder to save it in.
history-picture-saved = Saved as { $file }.
history-picture-failed = The picture could not be saved: { $problem }.
history-import-known = All that { $file } holds was there already.
history-imported = Imported { $file }: { $new }.
history-import-failed = { $file } was not imported: { $problem }.
history-import-not-allowed = Plumbline may not read there; move the file to your downloads and try again
history-import-new = { $minutes } minutes and { $events } events were new
history-import-new-known = { $minutes } minutes and { $events } events were new, { $known } were there already

## Settings

settings-camera = Camera
settings-place = Place
settings-alerts = Alerts
settings-quiet = Quiet
settings-watching = Watching
settings-watched = What is watched
settings-stretching = Stretching
settings-appearance = Appearance and privacy
settings-data = Your data
settings-about = About

# Camera
settings-other-source = Other source
settings-use-it = Use it
# What may be written into the field; camera, camera:1, demo and http:// are typed like this
settings-source-hint = camera, camera:1, demo, a picture, folder or video, or an http:// MJPEG address
settings-field-of-view = Camera's field of view across

# Place
settings-place-hint = Each camera keeps your upright. If you take it along, name the places.
settings-usual-place = Usual place
settings-another-place = Another place
settings-add-place = Add
settings-forget-place = Forget this place

# Alerts
settings-sensitivity = Sensitivity
settings-relaxed = Relaxed
settings-normal = Normal
settings-strict = Strict
settings-dwell = A fault must last this long
settings-cooldown = Quiet between two alerts
settings-notifications = Desktop notifications, besides the hint here
settings-sound = With a sound
settings-daily-notifications = At most so many notifications a day

# Quiet
settings-quiet-calls = In calls: another program uses microphone or camera, or shares the screen
settings-quiet-presenting = While a window fills the screen
settings-quiet-hours = Every day between these hours
settings-quiet-from = from
settings-quiet-to = to

# Watching
settings-break-after = Remind me to move after
settings-break-minutes = { $minutes } min
settings-break-never = never
settings-on-battery = On battery
settings-battery-as-usual = as usual
settings-battery-slower = look less often
settings-battery-pause = pause
settings-off-while-away = Camera off while I am away (it looks for me every half minute)
settings-keep-watching = Keep watching when the window is closed (needs a tray)
settings-start-at-login = Start when I log in

# What is watched
settings-limits = Limits one by one
settings-limits-not-watched = Nothing is watched now: what a limit would mean cannot be shown.
settings-limits-reset = As they were

# Stretching
settings-camera-counts = The camera counts the hold, where it can see it
settings-rounds = Each side is held
settings-rounds-times =
    { $rounds ->
        [1] once
        [2] twice
       *[other] { $rounds } times
    }
settings-cues = To be heard
settings-cues-off = Nothing
settings-cues-chime = A chime
settings-cues-spoken = Spoken steps
settings-equipment = What you have at hand. What needs anything else is not offered.
settings-troubles = Where you have trouble. What strains it is not offered.
settings-put-away = Not offered, because you put them away:
settings-offer-again = Offer “{ $name }” again

# Appearance and privacy
settings-silhouette = Show only the figure, not the picture
settings-theme = Theme
settings-theme-system = As the desktop
settings-theme-light = Light
settings-theme-dark = Dark
settings-size = Size
settings-reduced-motion = Nothing slides or fades
settings-never-leave = Pictures never leave this computer and are never written to disk.
settings-sandbox-closed = The system holds Plumbline to that: its own folders, your downloads, and no connection beyond this computer but to a network camera you have named.
settings-sandbox-open = The system does not wholly hold Plumbline to that: { $state }.

# Your data
settings-keep-for = Keep the history for
settings-keep-ever = ever
settings-keep-year = a year
settings-keep-days =
    { $days ->
       *[other] { $days } days
    }
settings-export = Export everything
settings-export-json = As JSON
settings-export-json-hint = One file that can be imported again
settings-export-csv = As CSV
settings-export-csv-hint = Minutes and events, for a spreadsheet
settings-import = Import an export…
settings-import-path = or its path
settings-import-file = Import
settings-import-hint = A JSON export can also be dropped on this page. What is here already stays.
settings-delete-history = Delete the history…
settings-all-gone = Every day that was kept will be gone.
settings-delete = Delete it
settings-keep = Keep it

# About
settings-starting-model = starting the pose model…
settings-advice = Plumbline gives wellbeing advice, not a diagnosis. With an injury or lasting pain, see a doctor.

# Below a setting: what it would mean right now, and would have meant in the last days
settings-now-not-watched = not watched
settings-now-unmeasured = now: cannot be told ({ $why })
settings-now-needs-upright = now: needs your upright
settings-now-too-unsure = now { $now }; { $bound }: too unsure to count
settings-now-counts = now { $now }; { $bound }: counts
settings-now-would-count = now { $now }; { $bound }: would count
settings-now-about-to-end = now { $now }; { $bound }: about to end
settings-now-would-not-count = now { $now }; { $bound }: would not count
settings-bound-ends = ends at { $limit }
settings-bound-below = counts below { $limit }, { $doubt } of it for doubt
settings-bound-from = counts from { $limit }, { $doubt } of it for doubt
settings-past =
    { $days ->
       *[other] last { $days } days: { $beyond } of { $measured } beyond it
    }
# "forward head +4.0° of +7.0°"; of a distance, which is worse when smaller, "against"
settings-value-of = { $quantity } { $now } of { $limit }
settings-value-against = { $quantity } { $now } against { $limit }
settings-now-these-count = Now this would count: { $values }.
settings-now-nothing-counts = Now nothing would count. Closest: { $value }.
settings-now-nothing-told = Now nothing can be told.
settings-dwell-no-fault = Now there is no fault.
settings-dwell-left = Now “{ $fault }” has lasted { $lasted } s: { $left } s to an alert.
settings-dwell-over = Now “{ $fault }” has lasted { $lasted } s: it would alert.

## Cameras to choose from, in the settings and at the welcome

camera-looking = Looking for cameras…
camera-none = No camera was found. Connect one, or go on without.
camera-look-again = Look again

## Welcome: the first run in three steps

welcome-step = Step { $number } of { $count }
welcome-choose-camera = Choose my camera
welcome-that-is-me = That is me
welcome-start-watching = Start watching
welcome-without-upright = Without my upright for now
welcome-back = Back
welcome-skip = Skip
welcome-skip-hint = Esc: straight to the window
welcome-which-camera = Which camera sees you?
welcome-camera-hint = Head and shoulders should be in the picture. In front of you is best.
welcome-title = Welcome to Plumbline
welcome-plumb-line = A plumb line shows what hangs straight. This one watches how you sit.
welcome-does = What it does
welcome-does-text = Through the webcam it measures how far your head has come forward and your shoulders have crept up, against your own upright. When it lasts, it says so and offers the stretch that helps.
welcome-private = What never leaves this computer
welcome-private-text = Your pictures. They are looked at and forgotten, never stored and never sent. What is kept are numbers, and you can delete them.
welcome-is-not = What it is not
welcome-is-not-text = A doctor. It gives wellbeing advice, not a diagnosis. With an injury or lasting pain, see one.
welcome-upright = Show your upright
welcome-upright-text = Feet on the floor, sit tall, let the shoulders drop, look at the screen. Press the button and hold still: three seconds to settle, four to measure.
welcome-no-picture = There is no picture yet. You can do this later with Ctrl+U.

## The list of keys

keys-title = Keyboard
keys-hint = Keyboard (F1)
keys-close = Close
keys-tabs = Ctrl+1 to Ctrl+4
keys-tabs-do = Now, Stretch, History, Settings
keys-upright = Ctrl+U
keys-upright-do = Set my upright
keys-pause = Ctrl+P
keys-pause-do = Pause watching, or go on
keys-stretch = Ctrl+Enter
keys-stretch-do = Begin the stretch that is recommended, or the routine for today
keys-player = Space, arrows, Esc
keys-player-do = While stretching: pause, a step back or on, stop
keys-pages = Page up, Page down
keys-pages-do = History: earlier, later
keys-tab = Tab, Shift+Tab
keys-tab-do = The next control, the one before
keys-press = Space or Enter
keys-press-do = Press the control with the frame
keys-arrows = Arrow keys
keys-arrows-do = Move a slider that has the frame
keys-size = Ctrl+plus, Ctrl+minus, Ctrl+0
keys-size-do = Larger, smaller, 100 %
keys-escape = Esc
keys-escape-do = Close this list; leave the welcome
keys-list = F1 or ?
keys-list-do = This list
keys-quit = Ctrl+Q
keys-quit-do = Quit, also where closing the window only hides it
