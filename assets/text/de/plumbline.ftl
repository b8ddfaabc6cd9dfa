### German texts of Plumbline. The English file is the source.
### Address: "du". Terms: upright posture (baseline) = aufrechte Haltung (erfassen), forward head = Kopf vorgeschoben / zu weit vorn, slouch = krumme Haltung, fault = Fehlhaltung, hold = halten, alert = Hinweis, snooze = stummschalten, watched time = beobachtet, measured time = gemessen, stretch = Dehnübung (short: Übung), release = Selbstmassage.

## Posture faults, each in three forms: headline, clause after other words ("Still: …"), and noun
## ("Most common: …, 58 minutes"). The headline is also the title of
## the desktop notification.

fault-forward-head = Dein Kopf ist zu weit vorn
fault-raised-shoulders = Deine Schultern sind hochgezogen
fault-raised-shoulder-left = Deine linke Schulter ist hochgezogen
fault-raised-shoulder-right = Deine rechte Schulter ist hochgezogen
fault-slouch = Du sitzt krumm
fault-head-tilt = Du hältst den Kopf schief
fault-uneven-shoulders = Deine Schultern sind schief
fault-leaning = Du beugst dich vor
fault-too-close = Du bist zu nah am Bildschirm
fault-too-still = Du sitzt schon lange still

# In German a sentence after a colon begins with a capital letter
fault-within-forward-head = Dein Kopf ist zu weit vorn
fault-within-raised-shoulders = Deine Schultern sind hochgezogen
fault-within-raised-shoulder-left = Deine linke Schulter ist hochgezogen
fault-within-raised-shoulder-right = Deine rechte Schulter ist hochgezogen
fault-within-slouch = Du sitzt krumm
fault-within-head-tilt = Du hältst den Kopf schief
fault-within-uneven-shoulders = Deine Schultern sind schief
fault-within-leaning = Du beugst dich vor
fault-within-too-close = Du bist zu nah am Bildschirm
fault-within-too-still = Du sitzt schon lange still

fault-noun-forward-head = vorgeschobener Kopf
fault-noun-raised-shoulders = hochgezogene Schultern
fault-noun-raised-shoulder-left = hochgezogene linke Schulter
fault-noun-raised-shoulder-right = hochgezogene rechte Schulter
fault-noun-slouch = krumme Haltung
fault-noun-head-tilt = schiefe Kopfhaltung
fault-noun-uneven-shoulders = schiefe Schultern
fault-noun-leaning = vorgebeugter Oberkörper
fault-noun-too-close = zu nah am Bildschirm
fault-noun-too-still = langes Stillsitzen

## Body parts, within a sentence: "Your … is hidden from the camera."

landmark-nose = die Nase
landmark-left-eye = das linke Auge
landmark-right-eye = das rechte Auge
landmark-left-ear = das linke Ohr
landmark-right-ear = das rechte Ohr
landmark-mouth = der Mund
landmark-left-shoulder = die linke Schulter
landmark-right-shoulder = die rechte Schulter
landmark-left-elbow = der linke Ellbogen
landmark-right-elbow = der rechte Ellbogen
landmark-left-wrist = das linke Handgelenk
landmark-right-wrist = das rechte Handgelenk
landmark-left-hand = die linke Hand
landmark-right-hand = die rechte Hand
landmark-left-hip = die linke Hüfte
landmark-right-hip = die rechte Hüfte
landmark-left-knee = das linke Knie
landmark-right-knee = das rechte Knie
landmark-left-ankle = der linke Knöchel
landmark-right-ankle = der rechte Knöchel
landmark-left-heel = die linke Ferse
landmark-right-heel = die rechte Ferse
landmark-left-foot = der linke Fuß
landmark-right-foot = der rechte Fuß

## Measured quantities: the name, and the form within a sentence (quantity-within-…)

quantity-forward-head = Kopf vorgeschoben
quantity-ear-shoulder = Ohr-Schulter-Winkel
quantity-raised-shoulder-left = Linke Schulter hochgezogen
quantity-raised-shoulder-right = Rechte Schulter hochgezogen
quantity-head-tilt = Kopfneigung
quantity-shoulder-tilt = Schulterlinie
quantity-slouch = Krumme Haltung
quantity-head-pitch = Blick nach unten
quantity-head-yaw = Kopf gedreht
quantity-torso-yaw = Oberkörper gedreht
quantity-trunk-lean = Oberkörper vorgebeugt
quantity-screen-distance = Bildschirmabstand

quantity-within-forward-head = Kopf vorgeschoben
quantity-within-ear-shoulder = Ohr-Schulter-Winkel
quantity-within-raised-shoulder-left = linke Schulter hochgezogen
quantity-within-raised-shoulder-right = rechte Schulter hochgezogen
quantity-within-head-tilt = Kopfneigung
quantity-within-shoulder-tilt = Schulterlinie
quantity-within-slouch = krumme Haltung
quantity-within-head-pitch = Blick nach unten
quantity-within-head-yaw = Kopf gedreht
quantity-within-torso-yaw = Oberkörper gedreht
quantity-within-trunk-lean = Oberkörper vorgebeugt
quantity-within-screen-distance = Bildschirmabstand

## Numbers: the sign before the decimals, and a percentage

number-decimal = ,
number-percent = { $number } %

## Units, placed after a number. {" "} is a leading space

unit-centimetres = {" "}cm
unit-shoulder-widths = {" "}Schulterbreiten
unit-seconds = {" "}s
unit-hours = {" "}h
unit-minutes = {" "}min

## Why a quantity cannot be measured now. Used alone, or capitalized at the start of a sentence

unmeasured-nobody = niemand im Bild
unmeasured-landmark = { $landmark } ist nicht im Bild
unmeasured-face-unclear = Gesicht nicht klar genug
unmeasured-head-only = Schultern nicht im Bild
unmeasured-turned-too-far = du bist abgewandt
unmeasured-needs-side-view = braucht eine Kamera von der Seite
unmeasured-needs-front-view = braucht eine Kamera von vorn
unmeasured-not-calibrated = aufrechte Haltung fehlt noch
unmeasured-baseline-doubtful = Kamera vielleicht bewegt
unmeasured-too-uncertain = gerade zu unsicher
unmeasured-implausible = etwas verdeckt dich, oder jemand anders ist im Bild
unmeasured-not-at-desk = niemand am Schreibtisch
unmeasured-picture-on-its-side = das Bild liegt auf der Seite, drehe die Kamera
unmeasured-picture-upside-down = das Bild steht auf dem Kopf, drehe die Kamera
unmeasured-stretching = du dehnst dich gerade
unmeasured-black-picture = das Bild ist schwarz
unmeasured-one-colour-picture = das Bild ist einfarbig

## Weekdays, months, and the date formats that use them

date-weekday-monday = Montag
date-weekday-tuesday = Dienstag
date-weekday-wednesday = Mittwoch
date-weekday-thursday = Donnerstag
date-weekday-friday = Freitag
date-weekday-saturday = Samstag
date-weekday-sunday = Sonntag
date-weekday-short-monday = Mo
date-weekday-short-tuesday = Di
date-weekday-short-wednesday = Mi
date-weekday-short-thursday = Do
date-weekday-short-friday = Fr
date-weekday-short-saturday = Sa
date-weekday-short-sunday = So
date-month-january = Januar
date-month-february = Februar
date-month-march = März
date-month-april = April
date-month-may = Mai
date-month-june = Juni
date-month-july = Juli
date-month-august = August
date-month-september = September
date-month-october = Oktober
date-month-november = November
date-month-december = Dezember
date-month-short-january = Jan.
date-month-short-february = Feb.
date-month-short-march = März
date-month-short-april = Apr.
date-month-short-may = Mai
date-month-short-june = Juni
date-month-short-july = Juli
date-month-short-august = Aug.
date-month-short-september = Sept.
date-month-short-october = Okt.
date-month-short-november = Nov.
date-month-short-december = Dez.

# Wednesday, 25 November 2026
date-full = { $weekday }, { $day }. { $month } { $year }
# November 2026
date-month-year = { $month } { $year }
# 25 Nov
date-day-month = { $day }. { $month }
# 25 Nov 2026
date-day-month-year = { $day }. { $month } { $year }
# 25 November, and 25 November 2026
date-day-long-month = { $day }. { $month }
date-long = { $day }. { $month } { $year }
# Wed 25
date-weekday-day = { $weekday } { $day }.
# Wed 25 Nov
date-weekday-day-month = { $weekday }, { $day }. { $month }
date-from-to = { $from } – { $to }

## Durations: short forms for charts and lists (duration-…), minutes in sentences (time-…)

duration-minutes = { $minutes } min
duration-hours = { $hours } h
duration-hours-minutes = { $hours } h { $minutes } min
time-minutes =
    { $minutes ->
        [one] { $minutes } Minute
       *[other] { $minutes } Minuten
    }

## Window frame: tabs and messages

tab-now = Jetzt
tab-stretch = Dehnen
tab-history = Verlauf
tab-settings = Einstellungen
# Shortcut of a tab, for example Ctrl+1
tab-key = Strg+{ $number }
# Shown at the start after a crash, and when measuring fails
crash-notice = Plumbline ist beim letzten Mal abgestürzt. Der Absturzbericht bleibt auf diesem Computer, in { $file }. Es wurde nichts gesendet.
watch-model-cannot-run = Das Haltungsmodell läuft nicht: { $error }.
watch-model-failed = Das Haltungsmodell ist ausgefallen: { $error }.
watch-mistake = Ein Fehler in Plumbline hat die Messung gestoppt. Sie startet automatisch neu.
watch-cannot-start = Die Beobachtung kann nicht starten: { $error }.
alert-wrong-noted = Notiert. Die Grenze für „{ $fault }“ ist jetzt { $percent } % lockerer als zuvor (Einstellungen, Grenzen je Fehlhaltung).
alert-wrong-at-widest = Notiert. Die Grenze für „{ $fault }“ bleibt, wie sie ist: Sie ist schon mindestens doppelt so locker wie üblich (Einstellungen, Grenzen je Fehlhaltung).
message-ok = OK
camera-turned = Du warst im Bild der Kamera nicht aufrecht. Es ist jetzt um { $deg }° gedreht.
camera-turned-undo = Zurückdrehen
message-show-details = Details zeigen
message-hide-details = Details ausblenden
message-copy-details = Details kopieren

## Now

now-today = Heute
# In the ring, below the share: "87 % / good posture"
now-today-good = gute Haltung
# For screen readers
now-today-words = Heute: { $percent } % gute Haltung
now-today-nothing = Heute: noch nichts gemessen
now-today-begins = Nach den ersten Minuten erscheint hier dein Tag.
now-timeline = Dein Tag bisher
now-all-measures = Alle Messwerte
now-fewer-measures = Messwerte ausblenden
now-raised-shoulders = Schultern
now-from-upright = gegenüber aufrecht
now-left-shoulder = Links { $value }
now-right-shoulder = Rechts { $value }
now-people =
    { $people ->
        [one] { $people } Person im Bild.
       *[other] { $people } Personen im Bild. Nur die vorderste wird gemessen.
    }
now-opening-camera = Kamera wird geöffnet …
now-resting = Du bist nicht da, deshalb ist die Kamera aus. Alle 30 s schaut sie kurz nach dir.
now-recording-ended = Die Aufnahme ist zu Ende.
now-looking-for-you = Suche nach dir …
now-starting-model = Haltungsmodell startet …
now-camera-is-off = Die Kamera ist aus. Es wird nichts gemessen.
now-go-on-watching = Weiter beobachten
now-no-picture = Kein Bild
now-tries-again = Neuer Versuch alle { $seconds } s.
now-try-again = Jetzt versuchen
now-show-demonstration = Vorführung zeigen
now-is-demonstration = Vorführung: ein mitgeliefertes Bild, nicht du.
now-use-camera = Kamera verwenden
now-praise =
    { $minutes ->
        [one] { $minutes } gute Minute. Weiter so!
       *[other] { $minutes } gute Minuten. Weiter so!
    }
# A title and a sentence: "During your call: Your head was forward for 12 of 40 minutes."
now-quiet-summary = { $title }: { $summary }
now-quiet = Keine Hinweise: { $reason }.
now-quiet-for =
    { $minutes ->
        [one] Hinweise sind noch eine Minute stumm.
       *[other] Hinweise sind noch { $minutes } Minuten stumm.
    }
now-alerts-again = Hinweise einschalten
now-snooze = Hinweise stummschalten
now-snooze-minutes =
    { $minutes ->
        [60] Für eine Stunde
        [one] Für eine Minute
       *[other] Für { $minutes } Minuten
    }
now-snooze-until-tomorrow = Bis morgen
now-pause = Pause
now-pause-hint = Schaltet die Kamera aus (Strg+P)
now-sitting = Du sitzt seit { $minutes } min
now-kept = Seit { $minutes } min in dieser Position
now-standing = Im Stehen
now-shifts =
    { $count ->
        [one] { $count } Positionswechsel pro Stunde
       *[other] { $count } Positionswechsel pro Stunde
    }
# An invitation to move, in the window and as a notice
invite-same-posture = Du sitzt seit { $minutes } min in derselben Position. Setz dich anders hin, lehn dich zurück oder steh auf.
invite-slump-head = Dein Kopf ist in { $minutes } min nach und nach nach vorn gewandert. Richte dich wieder auf.
invite-slump-back = Dein Rücken ist in { $minutes } min nach und nach rund geworden. Richte dich wieder auf.
invite-slump-trunk = Du hast dich in { $minutes } min nach und nach zum Bildschirm geneigt. Lehn dich zurück.
invite-not-now = Jetzt nicht
# The daily question
question-title = Wie stark sind deine Beschwerden heute?
question-scale = 0 heißt keine, 10 die schlimmsten, die du dir vorstellen kannst.
question-score = Beschwerden von 0 bis 10
question-where = Wo?
question-where-about = Drück auf die Stellen. Du siehst den Körper von hinten.
question-save = Speichern
question-skip = Heute nicht

## Why the camera is off. Also shown in the tray

off-asleep = Der Computer ging in den Ruhezustand
off-locked = Der Bildschirm ist gesperrt
off-paused = Pausiert
off-battery = Pausiert im Akkubetrieb

## Why alerts are quiet, after "Quiet: "

silence-snoozed = stummgeschaltet
silence-quiet-hours = Ruhezeit
silence-call = du bist wohl in einem Anruf
silence-screen-shared = dein Bildschirm wird geteilt
silence-presenting = ein Fenster ist im Vollbild
silence-do-not-disturb = „Nicht stören“ ist an

## Upright posture (the baseline) and how to set it

upright-title = Deine aufrechte Haltung
upright-wait = Setz dich aufrecht hin und schau auf den Bildschirm …
upright-countdown = Bleib aufrecht, schau auf den Bildschirm … { $seconds }
slouch-countdown = Setz dich krumm hin, als wärst du müde, und bleib so … { $seconds }
upright-hold-still = Nicht bewegen …
upright-measuring = Messung läuft
upright-cancel = Abbrechen
upright-set = Aufrechte Haltung erfassen
upright-set-again = Aufrechte Haltung neu erfassen
upright-key = Strg+U
upright-how = Setz dich gerade hin, drücke den Knopf und halte 4 s still.
# $whose: one of the upright-of-… below
upright-remembered = Beruht auf { $whose }. Die Winkel werden genauer, sobald du wieder so sitzt.
upright-remembered-only = Beruht auf { $whose }. Erfasse sie neu, damit die Winkel genauer werden.
upright-taken-over = Übernommen aus { $whose }.
upright-of-earlier = deiner letzten aufrechten Haltung
upright-of-today = deiner aufrechten Haltung von heute
upright-of-yesterday = deiner aufrechten Haltung von gestern
upright-of-weekday = deiner aufrechten Haltung vom { $weekday }
upright-of-date = deiner aufrechten Haltung vom { $date }
upright-set-new = Neu erfassen
upright-saved = Deine aufrechte Haltung ist gespeichert.
slouch-saved = Deine krumme Haltung ist gespeichert.
upright-undo = Rückgängig
upright-undo-hint = Nur die gespeicherten Werte verwenden, egal wie du heute sitzt und aussiehst
desk-title = Dein Schreibtisch
desk-about = Was die Kamera über deinen Schreibtisch sagen kann. Jede Zeile folgt dem, was du änderst.
desk-back = Zurück
desk-check = Schreibtisch prüfen
desk-check-about = Höhe des Bildschirms, Abstand, Licht und wie du davor sitzt.
desk-offer = { $count ->
    [one] Eines an deinem Schreibtisch könnte besser sein.
   *[other] { $count } Dinge an deinem Schreibtisch könnten besser sein.
}
desk-offer-show = Anzeigen
desk-offer-later = Nicht jetzt
desk-needs-upright = Erfasse zuerst deine aufrechte Haltung: Mit ihr wird der Schreibtisch verglichen.
desk-height = Höhe des Bildschirms
desk-tilt = Neigung
desk-distance = Abstand
desk-ahead = Geradeaus
desk-level = Gleich hohe Schultern
desk-light = Licht
desk-second-screen = Zweiter Bildschirm
desk-unknown = Das kann gerade nicht gemessen werden. Setz dich vor die Kamera.
desk-height-fine = Die Kamera ist etwa so hoch wie deine Augen.
desk-camera-low = Die Kamera ist etwa { $cm } cm unter deinen Augen. Stell den Bildschirm höher, bis seine Oberkante auf Augenhöhe ist. Ein Laptop braucht dann eine eigene Tastatur.
desk-camera-high = Die Kamera ist etwa { $cm } cm über deinen Augen. Stell den Bildschirm tiefer, oder den Stuhl höher mit einer Fußstütze.
desk-tilt-fine = Bildschirm und Kamera sind auf dich gerichtet.
desk-tilt-up = Dein Gesicht ist nahe am oberen Rand des Bildes. Neig den Bildschirm etwas nach hinten.
desk-tilt-down = Dein Gesicht ist tief im Bild. Neig den Bildschirm etwas nach vorn.
desk-distance-fine = Du sitzt etwa eine Armlänge vom Bildschirm entfernt.
desk-too-near = Deine Augen sind etwa { $cm } cm von der Kamera entfernt. Schieb den Bildschirm auf 50 bis 75 cm zurück, und vergrößere die Schrift, statt näher zu kommen.
desk-too-far = Deine Augen sind etwa { $cm } cm von der Kamera entfernt. Hol den Bildschirm auf 50 bis 75 cm heran, damit du dich zum Lesen nicht vorbeugst.
desk-distance-unsure = Deine Augen sind etwa { $cm } cm von der Kamera entfernt, mit { $sd } cm Spielraum. Miss es einmal mit dem Maßband nach: Einstellungen, Kamera.
desk-ahead-fine = Bildschirm und Kamera sind gerade vor dir.
desk-sits-left = Du sitzt links von der Kamera. Rück Stuhl, Bildschirm oder Kamera so, dass du davor sitzt.
desk-sits-right = Du sitzt rechts von der Kamera. Rück Stuhl, Bildschirm oder Kamera so, dass du davor sitzt.
desk-looks-left = Du schaust links an der Kamera vorbei. Setz die Kamera auf den Bildschirm, auf den du meistens schaust, und stell ihn gerade vor dich.
desk-looks-right = Du schaust rechts an der Kamera vorbei. Setz die Kamera auf den Bildschirm, auf den du meistens schaust, und stell ihn gerade vor dich.
desk-level-fine = Deine Schultern sind gleich hoch.
desk-left-higher = Deine linke Schulter ist höher, um { $deg }°. Stell beide Armlehnen gleich hoch und so tief, dass die Schultern sinken, und halte die Maus nah bei dir.
desk-right-higher = Deine rechte Schulter ist höher, um { $deg }°. Stell beide Armlehnen gleich hoch und so tief, dass die Schultern sinken, und halte die Maus nah bei dir.
desk-camera-not-level = Die Kamera steht schief, um { $deg }°. Richte sie gerade, oder den Bildschirm, in dem sie sitzt.
desk-light-fine = Auf dein Gesicht fällt genug Licht.
desk-light-behind = Hinter dir ist es heller als auf deinem Gesicht. Stell den Tisch seitlich zum Fenster oder schließ die Jalousie: Der Bildschirm spiegelt weniger, und die Kamera sieht dich besser.
desk-too-dark = Dein Gesicht ist dunkel. Schalte eine Lampe ein, die es von vorn oder von der Seite beleuchtet.
desk-second-fine = Du schaust die meiste Zeit geradeaus.
desk-second-later = Das ist nach 20 Minuten am Bildschirm bekannt.
desk-second-left = Du schaust { $percent } der Zeit nach links. Stell diesen Bildschirm dicht neben den anderen, oder dreh den Stuhl zu ihm.
desk-second-right = Du schaust { $percent } der Zeit nach rechts. Stell diesen Bildschirm dicht neben den anderen, oder dreh den Stuhl zu ihm.
desk-sources = Nach dem eTool „Computer Workstations“ der OSHA und den Ergonomie-Leitlinien der Cornell University. Angenommen wird, dass die Kamera an der Oberkante des Bildschirms sitzt.
desk-hand = Links und rechts
desk-hand-about = Manche Kameras spiegeln ihr Bild. Heb zur Prüfung die rechte Hand neben den Kopf.
desk-hand-start = Prüfen
desk-hand-waits = Heb die rechte Hand neben den Kopf.
desk-hand-right = Das ist deine rechte Hand. Links und rechts stimmen.
desk-hand-mirrored = Das Bild war seitenverkehrt und ist jetzt umgestellt. Erfasse deine aufrechte Haltung noch einmal.
upright-camera-moved = Deine Kamera wurde anscheinend bewegt. Erfasse deine aufrechte Haltung neu.
upright-looks-different = Du siehst anders aus als beim Erfassen deiner aufrechten Haltung. Erfasse sie neu.
upright-sits-straighter = Du sitzt aufrechter als in deiner gespeicherten Haltung. Erfasse sie neu.
upright-nothing-moved = Behalten, nichts wurde bewegt
upright-keep = Behalten
upright-keep-hint = Die gespeicherte aufrechte Haltung behalten
upright-show-slouch = Krumme Haltung zeigen
upright-show-slouch-hint = Setz dich krumm hin, als wärst du müde, und bleib 4 s so. Hinweise kommen dann ab der Hälfte des Wegs dorthin.
upright-problem-not-seen = Du warst nicht lange genug im Bild. Setz dich so, dass die Kamera Kopf und Schultern sieht.
upright-problem-black-picture = Die Kamera liefert ein schwarzes Bild. Öffne ihre Abdeckung, nimm die Kappe ab oder mach Licht an.
upright-problem-one-colour-picture = Die Kamera liefert ein einfarbiges Bild. Schalte sie ein oder öffne ihre Abdeckung.
upright-problem-shoulders = Deine Schultern waren nicht im Bild. Neige die Kamera etwas nach unten oder rücke etwas zurück.
upright-problem-turned = Du warst abgewandt. Schau zum Bildschirm und versuche es noch einmal.
upright-problem-not-different = Das sah aus wie deine aufrechte Haltung. Setz dich krumm hin, als wärst du müde, und bleib so.
upright-problem-moved = Zu viel Bewegung. Setz dich aufrecht hin, schau auf den Bildschirm und halte still.

## The verdict: a headline and a sentence below it

verdict-away = Niemand im Bild
verdict-away-detail = Abwesenheit zählt nicht.
verdict-not-at-desk = Das bist anscheinend nicht du
verdict-not-at-desk-detail = Ein anderer Ort oder ein anderes Gesicht als bei deiner aufrechten Haltung. Bist du es doch, erfasse sie neu.
# A camera whose shutter is closed, or that is switched off
verdict-blank = Nichts zu sehen
verdict-uncertain = Gerade unklar
verdict-fault = Fehlhaltung
verdict-fault-detail = Setz dich wieder aufrecht hin, wenn es passt.
verdict-fault-more =
    { $count ->
        [one] Dazu noch eine Fehlhaltung, siehe unten.
       *[other] Dazu noch { $count } Fehlhaltungen, siehe unten.
    }
verdict-good = Sieht gut aus
verdict-good-detail = Nah an deiner aufrechten Haltung.
verdict-good-rough = Grob geschätzt aus Durchschnittswerten. Erfasse deine aufrechte Haltung für eine persönliche Messung.
verdict-unclear-picture = das Bild ist nicht klar genug
# { $why } is verdict-unclear-picture or an unmeasured-… text, capitalized
verdict-why = { $why }.
verdict-why-head-only = { $why }. Neige die Kamera etwas nach unten oder rücke etwas zurück.
verdict-why-oblique = { $why }. Diese Zeit zählt nicht.

## The gauges and the live picture

gauge-from-upright = gegenüber aufrecht (jetzt { $value }, ± { $doubt })
gauge-averages = ± { $doubt }, verglichen mit dem Durchschnitt
gauge-back-to = zurück auf { $limit }
gauge-limit = Grenze { $limit }
gauge-limit-with = Grenze { $limit } (mit { $doubt } Unsicherheit)
# For screen readers: name of the gauge, value, meaning
gauge-words = { $name }: { $value }, { $meaning }
picture-head = Kopf
# "Head +4°"
picture-angle = { $name } { $angle }
picture-plumb-line = Lot
picture-limit = Grenze einer Schulter
picture-nobody = Livebild, niemand im Bild
picture-blank = Livebild, nichts zu sehen
picture-words = Livebild mit deinem Kopf und deiner Schulterlinie
picture-words-head = Kopf { $angle }, { $limit }
picture-words-left = linke Schulter { $angle }, { $limit }
picture-words-right = rechte Schulter { $angle }, { $limit }

## The alert in the window

alert-since-seconds =
    { $seconds ->
        [one] Seit { $seconds } Sekunde.
       *[other] Seit { $seconds } Sekunden.
    }
alert-since-minutes =
    { $minutes ->
        [one] Seit { $minutes } Minute.
       *[other] Seit { $minutes } Minuten.
    }
alert-start = Starten
alert-start-hint = Schritt für Schritt mitmachen (Strg+Eingabe)
alert-show-stretch = Übung zeigen
alert-have-moved = Ich habe mich bewegt
alert-another = Andere zeigen
alert-snooze = 15 min stumm
alert-is-wrong = Stimmt nicht
alert-is-wrong-hint = Macht die Grenze für diese Fehlhaltung etwas lockerer
alert-by-lot = Durch Los gewählt, um herauszufinden, was dir hilft.
alert-hint-only = Diesmal nur der Hinweis: Richte dich wieder auf.
alert-dismiss = Schließen

## Notices on the desktop

notice-show-stretch = Übung zeigen
notice-snooze = 15 min stumm
notice-dismiss = Schließen
notice-open = Plumbline öffnen
# { $fault } is a fault-within-… text
notice-still = Immer noch: { $fault }
notice-a-stretch = eine Dehnübung
notice-too-still = Steh auf und bewege dich etwas, oder versuche: { $stretch }.
notice-what-helps = Setz dich wieder aufrecht hin. Diese Übung kann helfen: { $stretch }.
notice-set-upright = Aufrechte Haltung neu erfassen
notice-invitation = Zeit für einen Positionswechsel
notice-camera-moved = Die Kamera wurde anscheinend bewegt.
notice-looks-different = Du siehst anders aus als beim Erfassen.
notice-sits-straighter = Du sitzt aufrechter als in deiner gespeicherten Haltung.
notice-no-service = Auf diesem Desktop antwortet kein Benachrichtigungsdienst. Starte einen (zum Beispiel dunst oder mako) oder achte auf Hinweise im Fenster.
notice-unavailable-here = Benachrichtigungen gibt es auf diesem System noch nicht. Achte auf Hinweise im Fenster.
notice-switched-off = Benachrichtigungen von Plumbline sind ausgeschaltet. Erlaube sie in den Benachrichtigungseinstellungen des Systems oder achte auf Hinweise im Fenster.
notice-failed = Das System konnte keine Benachrichtigung anzeigen. Achte auf Hinweise im Fenster.
# Titles of the summary after a quiet period
notice-after-call = Während deines Anrufs
notice-after-sharing = Während du deinen Bildschirm geteilt hast
notice-after-presenting = Während ein Fenster im Vollbild war
notice-after-quiet = Während die Hinweise stumm waren
notice-was-forward = Dein Kopf war { $minutes } von { $of } Minuten zu weit vorn.
notice-was-raised = Deine Schultern waren { $minutes } von { $of } Minuten hochgezogen.
notice-was-slouching = Du hast { $minutes } von { $of } Minuten krumm gesessen.
notice-was-tilted = Du hast den Kopf { $minutes } von { $of } Minuten schief gehalten.
notice-was-uneven = Deine Schultern waren { $minutes } von { $of } Minuten schief.
notice-was-leaning = Du hast dich { $minutes } von { $of } Minuten vorgebeugt.
notice-was-close = Du warst { $minutes } von { $of } Minuten zu nah am Bildschirm.
notice-was-still = Du hast { $minutes } von { $of } Minuten still gesessen.

## The tray

tray-resume = Weiter beobachten
tray-pause = Beobachtung pausieren
tray-snooze = Hinweise stummschalten
tray-snooze-minutes =
    { $minutes ->
        [one] { $minutes } Minute
       *[other] { $minutes } Minuten
    }
tray-snooze-until-tomorrow = Bis morgen
tray-open = Plumbline öffnen
tray-set-upright = Aufrechte Haltung erfassen
tray-quit = Beenden

## Stretch catalogue: the list, and one stretch

stretch-about = Für Nacken, Schultern und oberen Rücken. Meist reicht eine Minute am Schreibtisch.
stretch-back = Zurück zu allen Übungen
stretch-routines = Routinen
stretch-search = Suchen
stretch-search-hint = Nacken, Rautenmuskel, Wand …
stretch-filter = Filter
stretch-filter-count = Filter: { $count }
stretch-clear = Zurücksetzen
# Words for a complaint, in lower case: they are left out of a search such as "stiff neck"
stretch-search-complaints = steif steife steifer steifes steifen steifheit verspannt verspannte verspannter verspanntes verspannten verspannung verspannungen angespannt angespannte angespannter angespannten anspannung hart harte harter harten schmerz schmerzen schmerzt schmerzend schmerzende schmerzender schmerzhaft schmerzhafte weh wehtun tun tut beschwerden muskelkater zwickt mein meine meinen meiner meinem der die das den dem im in und
stretch-nothing-fits = Nichts passt zur Suche und zu den Filtern.
stretch-stretches = Dehnübungen
stretch-releases = Selbstmassage
stretch-resets = Kurz zurücksetzen
stretch-strength = Kräftigung
stretch-not-shown =
    { $count ->
        [one] { $count } Übung ist wegen deiner Beschwerden ausgeblendet: { $parts } (Einstellungen, Dehnen).
       *[other] { $count } Übungen sind wegen deiner Beschwerden ausgeblendet: { $parts } (Einstellungen, Dehnen).
    }
stretch-any = Alle
stretch-muscle = Muskel
stretch-helps-when = Hilft bei
stretch-position = Position
stretch-equipment = Hilfsmittel
stretch-steps = So geht es
stretch-where = Wo du es spürst
stretch-through-the-day = Über den Tag
stretch-before-you-begin = Bevor du anfängst
stretch-other-side = Dann dasselbe auf der anderen Seite.
stretch-no-equipment = ohne Hilfsmittel
stretch-start = Starten
stretch-start-hint = Schritt für Schritt mitmachen
stretch-offer = Diese Übung vorschlagen
stretch-felt = { $place }
stretch-hold =
    { $seconds ->
        [one] { $seconds } Sekunde halten.
       *[other] { $seconds } Sekunden halten.
    }
stretch-hold-each =
    { $seconds ->
        [one] Jede Seite { $seconds } Sekunde halten.
       *[other] Jede Seite { $seconds } Sekunden halten.
    }
stretch-hold-least =
    { $seconds ->
        [one] Mindestens { $seconds } Sekunde halten.
       *[other] Mindestens { $seconds } Sekunden halten.
    }
stretch-hold-least-each =
    { $seconds ->
        [one] Jede Seite mindestens { $seconds } Sekunde halten.
       *[other] Jede Seite mindestens { $seconds } Sekunden halten.
    }
stretch-hold-about =
    { $seconds ->
        [one] Etwa { $seconds } Sekunde.
       *[other] Etwa { $seconds } Sekunden.
    }
stretch-hold-about-each =
    { $seconds ->
        [one] Etwa { $seconds } Sekunde je Seite.
       *[other] Etwa { $seconds } Sekunden je Seite.
    }
stretch-reps =
    { $count ->
        [one] { $count } Wiederholung von { $seconds } Sekunden
       *[other] { $count } Wiederholungen von je { $seconds } Sekunden
    }
# $source is a study or another origin, not translated
stretch-source = Quelle: { $source }
stretch-drawing = Zeichnung: { $name }
stretch-muscles-front = Von vorn: { $muscles }
stretch-muscles-back = Von hinten: { $muscles }
position-seated = Im Sitzen
position-standing = Im Stehen
position-floor = Am Boden
equipment-ball = Ball
equipment-massage-stick = Triggerstab
equipment-massage-cane = Massagehaken
equipment-foam-roller = Faszienrolle
equipment-wall = Wand
equipment-mat = Matte
equipment-band = Fitnessband
body-part-neck = Nacken
body-part-shoulder = Schultern
body-part-lower-back = unterer Rücken
body-part-wrist-or-knee = Handgelenke oder Knie

## Routines

routine-own = Eigene Routine erstellen
routine-own-name = Meine Routine
routine-name = Name
routine-choose-stretch = Übung auswählen
# Label of the list of stretches
routine-to-add = Weitere Übung
routine-add = Hinzufügen
routine-save = Speichern
routine-cancel = Abbrechen
routine-delete = Diese Routine löschen
routine-move-up = „{ $name }“ nach oben
routine-remove-named = „{ $name }“ entfernen
routine-start = Starten
routine-start-named = „{ $name }“ starten
routine-change = Ändern
routine-change-named = „{ $name }“ ändern
routine-about-minutes =
    { $minutes ->
        [one] etwa eine Minute
       *[other] etwa { $minutes } Minuten
    }
routine-for-today = Für dich, heute
routine-most-of-today = Heute am häufigsten: { $fault }.
routine-nothing-stood-out = Von allem etwas: Heute ist nichts aufgefallen.
routine-strength = Kräftigung, zwei Minuten
routine-strength-about = An jedem Arbeitstag. Jeden Tag andere Übungen, und eine Wiederholung mehr, wenn es leicht wird.
# After two weeks or so; $name is an exercise
routine-strength-harder = Nächste Stufe für { $name }: ein stärkeres Band, oder bleib am Ende länger.

## Guided stretch, step by step. Shown in large letters, readable from a distance

guide-place = { $routine } · { $number } von { $count }
guide-paused = Pausiert
guide-press-space = Weiter mit der Leertaste.
guide-step = Schritt { $number } von { $count }
guide-get-ready = Geh in Position
guide-get-ready-side =
    { $side ->
        [left] Geh in Position für die linke Seite
       *[right] Geh in Position für die rechte Seite
    }
guide-begins-in = Start in
guide-now-side =
    { $side ->
        [left] Jetzt für die linke Seite
       *[right] Jetzt für die rechte Seite
    }
guide-side =
    { $side ->
        [left] Für die linke Seite
       *[right] Für die rechte Seite
    }
guide-once-more = Noch einmal
guide-goes-on-in = Weiter in
guide-let-go = Loslassen, ausschütteln
guide-next-in = Nächste Übung in
guide-then = Danach
guide-progress = { $done } von { $count } Teilen
guide-next = Als Nächstes: { $name }
guide-seconds-left =
    { $seconds ->
        [one] Noch { $seconds } Sekunde halten
       *[other] Noch { $seconds } Sekunden halten
    }
guide-hold = Halten
guide-waiting = Wartet auf dich
guide-own-range = So weit kommst du heute. Das zählt.
guide-breathe = Atme ruhig. Hör auf, wenn es wehtut.
# Repetitions: what to do now, and how many are done
guide-rep-out = Los
guide-rep-hold = Bleiben
guide-rep-back = Langsam zurück
guide-reps-of = { $done } von { $count } Wiederholungen
guide-clock-no-rule = Diese Übung kann die Kamera nicht prüfen. Der Timer zählt.
guide-clock-no-picture = Kein Kamerabild. Der Timer zählt.
# { $why } is a complete sentence
guide-clock-not-seen = Der Timer zählt. { $why }
guide-clock-chosen = Der Timer zählt, wie du es gewählt hast.
guide-mirror = Spiegelbild
guide-go-on = Fortsetzen
guide-pause = Pause
guide-pause-key = Leertaste
guide-back = Zurück
guide-back-key = Pfeil links
guide-skip = Weiter
guide-skip-key = Pfeil rechts
guide-skip-item = Überspringen
guide-skip-item-hint = Zur nächsten Übung
guide-use-clock = Timer verwenden
guide-use-camera = Kamera verwenden
guide-stuck = Du machst es und nichts zählt? Vielleicht sieht die Kamera es nicht. Drück „{ guide-use-clock }“.
guide-who-counts = Wie das Halten gezählt wird
guide-stop = Beenden
guide-stop-key = Esc

# Spoken
guide-say-hold = Halten.
guide-say-side =
    { $side ->
        [left] Jetzt für die linke Seite.
       *[right] Jetzt für die rechte Seite.
    }
guide-say-once-more = Noch einmal.
guide-say-clock = Der Timer zählt.
guide-say-finished = Geschafft.
guide-no-sound = Kein Ton: { $error }
guide-no-speech = Kein Sprachprogramm gefunden. Bitte installiere speech-dispatcher.
guide-not-spoken = Die Schritte wurden nicht angesagt: { $error }
guide-speech-ended = Die Schritte wurden nicht angesagt: spd-say endete mit { $status }.

# Corrections during a guided stretch
guide-cue-outside = Geh etwas zurück, damit { $landmark } ins Bild kommt.
guide-cue-hidden = So ist { $landmark } für die Kamera verdeckt.
guide-cue-no-depth = Die Kamera kann nicht messen, wie weit deine Arme reichen.
guide-cue-elsewhere = Geh zurück an deinen Ausgangsplatz und bleib dort ruhig sitzen oder stehen.
guide-cue-no-rest = Bleib kurz aufrecht sitzen oder stehen, die Arme unten.
guide-cue-nobody = Niemand ist im Bild.
guide-cue-slower = Langsamer: etwa { $seconds } Sekunden für jede.
guide-cue-not-enough = Die Kamera sieht nicht genug von dir.

# Before the first guided stretch
guide-notes-title = Vor deiner ersten Übung
guide-notes-advice = Plumbline gibt Tipps für dein Wohlbefinden, keine Diagnose und keine Behandlung.
guide-notes-trouble = Hast du an einer dieser Stellen Beschwerden?
guide-notes-not-offered = Übungen, die sie belasten, werden dann weggelassen. Du kannst das in den Einstellungen ändern.
guide-notes-begin = Gelesen, starten
guide-notes-not-now = Jetzt nicht

# At the end
guide-well-done = Gut gemacht
guide-was-short = Vorzeitig beendet
guide-back-to-work = Zurück zur Arbeit
guide-back-to-work-key = Eingabe
guide-skipped = Übersprungen.
guide-held-clock = { $held } von { $planned } Sekunden gehalten, vom Timer gezählt.
guide-held-all-seen = { $held } von { $planned } Sekunden gehalten, alle von der Kamera gesehen.
guide-reps-clock = { $done } von { $planned } Wiederholungen, im Takt des Timers.
guide-reps-all-seen = { $done } von { $planned } Wiederholungen, alle von der Kamera gezählt.
guide-reps-some-seen = { $done } von { $planned } Wiederholungen, { $seen } davon von der Kamera gezählt.
guide-held-some-seen = { $held } von { $planned } Sekunden gehalten, davon { $seen } von der Kamera gesehen.
guide-then-skipped = { $held } Übersprungen.
guide-then-stopped = { $held } Abgebrochen.

## History

history-no-folder = Es gibt keinen Ordner für den Verlauf.
history-reading = Wird gelesen …
history-day = Tag
history-week = Woche
history-month = Monat
history-year = Jahr
# By hour and weekday
history-when = Stunden
# By fault
history-what = Fehlhaltungen
history-back-day = Zurück zum Tag
history-back-week = Zurück zur Woche
history-back-month = Zurück zum Monat
history-back-year = Zurück zum Jahr
history-back-when = Zurück zu den Stunden
history-back-what = Zurück zu den Fehlhaltungen
history-back-key = Rücktaste
history-earlier = Früher
history-earlier-key = Früher (Bild auf)
history-later = Später
history-later-key = Später (Bild ab)
history-today = Heute
history-choose-day = { $date }. Tag auswählen
history-month-before = Voriger Monat
history-month-after = Nächster Monat
# names of the two choices, for screen readers
history-shown = Was angezeigt wird
history-span = Zeitraum
history-three-months = 3 Monate
history-a-year = Ein Jahr
history-delete-day = Diesen Tag löschen …
history-will-be-gone = { $day } endgültig löschen?
history-delete = Löschen
history-keep = Behalten
history-save-picture-of = Bild speichern: { $chart }
history-save-month = Seite für die Physiotherapie (PDF)
history-month-saved = Bericht gespeichert: { $file }
history-month-failed = Der Bericht konnte nicht gespeichert werden: { $problem }
history-nothing-yet = Noch kein Verlauf. Bald nach dem Start der Kamera erscheinen hier deine ersten Minuten.
history-of-thirty-days = Letzte 30 Tage, die längsten zuerst.
history-thirty-days-to = 30 Tage bis { $date }, die längsten zuerst.

# The cards of a page
history-card-day = Dein Tag
history-card-days = Gute Haltung, Anteil der gemessenen Zeit
history-card-year = Gute Haltung, Tag für Tag
history-card-year-hint = Klicke auf einen Tag, um ihn zu öffnen, oder nimm die Pfeiltasten und Eingabe. Tage mit weniger als 10 gemessenen Minuten sind leer.
history-card-compared = Im Vergleich zur Woche davor
history-card-faults = Häufigste Fehlhaltungen
history-card-heat = Gute Haltung nach Wochentag und Stunde, in %
history-card-stretches = Nächster Hinweis nach jeder Übung
history-card-variety = Positionswechsel
history-card-trial = Was dir hilft, nach Los
history-card-day-hint = Klicke auf eine Minute, um sie zu sehen, oder wähle den Streifen aus und nimm die Pfeiltasten. Strg+Pfeil springt von Hinweis zu Hinweis.
history-card-days-hint = Darunter: beobachtete Zeit. Klicke auf einen Tag, um ihn zu öffnen, oder nimm die Pfeiltasten und Eingabe. Tage mit weniger als 10 gemessenen Minuten haben keinen Balken.
history-card-stretches-hint = Median der Zeit bis zum nächsten Hinweis auf dieselbe Haltung. „Ohne“: Du hast dieselben Fehlhaltungen ohne Übung korrigiert. Wird ab 3 Fällen gezeigt. Das beweist nicht, dass eine Übung wirkt.
history-this-week = Diese Woche
history-week-before = Woche davor
history-too-little = zu wenig Daten
history-compared-good = Gute Haltung
history-compared-watched = Beobachtet
history-compared-alerts = Hinweise
history-compared-corrected = Korrigierte Hinweise
history-compared-breaks = Pausen
history-compared-stretches = Übungen

# The strip of a day
history-strip-nothing = An diesem Tag wurde nichts beobachtet.
history-strip-words = { $good } gut, { $fault } Fehlhaltung, { $unsure } unklar; { $alerts }, { $breaks }.
history-alerts =
    { $count ->
        [one] { $count } Hinweis
       *[other] { $count } Hinweise
    }
history-breaks =
    { $count ->
        [one] { $count } Pause
       *[other] { $count } Pausen
    }
history-alert = Hinweis
history-break = Pause
# A moment of the strip: "9:30: good"
history-moment = { $time }: { $what }
history-moment-good = gut
history-moment-fault = Fehlhaltung
history-moment-unsure = unklar
history-moment-none = nicht beobachtet oder nicht da

# Details of one minute, one text per line
history-minute = { $time } – { $parts }
history-minute-good = { $seconds } s gut
history-minute-fault = { $seconds } s Fehlhaltung
history-minute-unsure = { $seconds } s unklar
history-minute-away = { $seconds } s nicht da
history-minute-seen = Fehlhaltungen: { $faults }
history-minute-seen-for = { $fault } ({ $seconds } s)
history-minute-median = Median: { $values }
# "forward head 9.2°"
history-minute-value = { $quantity } { $value }
history-event = { $time } { $what }
history-event-alert = Hinweis: { $fault }
history-event-alert-posture = Hinweis: Haltung
history-event-corrected = Korrigiert
history-event-break = Pause
history-event-break-of = Pause von { $duration }
history-event-stretch = Übung: { $name }
history-event-stretch-unfinished = Übung: { $name }, nicht beendet
history-event-snoozed = Hinweise stummgeschaltet
history-event-calibrated = Aufrechte Haltung erfasst
history-event-left = Weggegangen
history-event-returned = Zurückgekommen
history-event-watch-off = Beobachtung gestoppt
history-event-watch-on = Beobachtung fortgesetzt

# The angles over a day
history-trace-forward-head = Kopf vorgeschoben, ° gegenüber aufrecht
history-trace-raised-left = Linke Schulter hochgezogen, ° gegenüber aufrecht
history-trace-raised-right = Rechte Schulter hochgezogen, ° gegenüber aufrecht
history-trace-point = { $time }{"\u000A"}{ $middle }°, meist { $low }° bis { $high }°
history-trace-nothing = { $name }: keine Daten.
history-trace-words = { $name }: zwischen { $low }° und { $high }°.
history-trace-words-beyond = { $name }: zwischen { $low }° und { $high }°, in { $percent } % der Zeit über der Grenze von { $limit }°.

# Day by day. Shown as separate lines, or joined with commas
history-day-good = { $percent } % gut
history-day-watched = { $duration } beobachtet
history-day-too-little = { $duration } beobachtet, zu wenig Daten
history-day-not-watched = nicht beobachtet
history-days-picked = Gute Haltung je Tag: { $day }.
history-days-picked-open = { $day }. Eingabe öffnet ihn.
history-days-share = { $day }: { $percent } %
history-days-words = Gute Haltung je Tag: { $days }.
history-days-nothing = Gute Haltung je Tag: zu wenig Daten.
# The dashed line on the bars of the days
history-target = Ziel { $percent } %
# The end of the scale of colours: "up to 40 %"
history-up-to = bis { $share }

# Faults and stretches
history-faults-none = Keine Fehlhaltungen in diesem Zeitraum.
history-fault-words = { $duration } ({ $percent } % der gemessenen Zeit); Hinweise: { $alerts }, korrigiert: { $corrected }
history-stretches-none = Keine Übungen in diesem Zeitraum.
history-after = mit
history-without = ohne
history-too-few = zu wenige Fälle
history-bar = { $what }: { $value }
history-done = { $times }× gemacht
history-done-held = { $times }× gemacht, { $held } gehalten
history-done-seen = { $times }× gemacht, { $held } gehalten ({ $seen } von der Kamera gesehen)
history-seconds = { $seconds } s

# The week by hour and weekday
history-heat-nothing = Noch keine Daten.
history-heat-cell = { $weekday } { $from }:00 – { $to }:00: { $percent } % gut von { $duration } gemessener Zeit
history-heat-day = { $weekday } { $percent } %
history-heat-day-worst = { $weekday } { $percent } %, am schlechtesten ab { $hour }:00
history-heat-words = Anteil guter Haltung nach Wochentag und Stunde: { $days }.

# Sentences about a month, a run of days, the hours of the day
# For screen readers: the ring of the summary
history-share-words = Anteil guter Haltung: { $percent } %
history-year-words = { $period }: { $percent } % gut ({ $watched } beobachtet).
history-year-too-little = { $period }: nur { $watched } beobachtet, zu wenig für eine Zusammenfassung.
history-month-too-little = { $period }: nur { $watched } beobachtet, zu wenig für eine Zusammenfassung.
history-month-words = { $period }: { $percent } % gut ({ $watched } beobachtet).
history-period-week = Deine Woche
history-period-week-of = Woche ab { $date }
history-period-month = Dein Monat
history-period-year = Deine letzten 365 Tage
history-period-year-to = 365 Tage bis { $date }
history-month-streak =
    { $days ->
        [one] Längste Serie: { $days } voller Tag mit mindestens { $percent } % ({ $from } bis { $to }).
       *[other] Längste Serie: { $days } volle Tage mit mindestens { $percent } % ({ $from } bis { $to }).
    }
history-streak =
    { $days ->
        [one] Aktuelle Serie seit { $from }: { $days } voller Tag mit mindestens { $percent } %.
       *[other] Aktuelle Serie seit { $from }: { $days } volle Tage mit mindestens { $percent } %.
    }
history-best-worst = Deine beste Stunde: { $best }:00 bis { $best_end }:00 Uhr ({ $high } % gut). Deine schwerste Stunde: { $worst }:00 bis { $worst_end }:00 Uhr ({ $low } %).
history-no-hour = Keine Stunde des Tages sticht heraus.
history-hour-needed = Stunden lassen sich vergleichen, sobald eine davon 1 h gemessene Zeit hat.
# How often the person changed position
history-variety-words = Du hast { $shifts }-mal pro Stunde die Position gewechselt. Am längsten in einer Position warst du { $longest }; { $still } der Zeit verging in Positionen, die du 10 Minuten oder länger gehalten hast.
history-variety-standing = Im Stehen: { $duration }.
history-variety-shifts = Wechsel pro Stunde
history-variety-longest = Am längsten in einer Position, Minuten
# One column: $when is a day, or hours such as "9:00–10:00"
history-variety-column = { $when }: { $shifts } Wechsel pro Stunde, am längsten { $longest }
history-variety-column-little = { $when }: zu wenig Daten
# The trial by lot. The three offers, within a sentence
trial-hint = dem bloßen Hinweis
trial-reset = einer kurzen Bewegung
trial-stretch = einer Dehnung
trial-name-hint = Nur Hinweis
trial-name-reset = Kurze Bewegung
trial-name-stretch = Dehnung
trial-running = { $done } von { $all } Hinweisen mit Los. Verglichen wird einmal, wenn alle da sind.
trial-best = Nach { $offer } blieb deine Haltung am längsten gut. Zufall erklärt den Unterschied nicht.
trial-none = Kein Angebot war besser als ein anderes, soweit Zufall das nicht erklärt.
trial-worse = Nach dem bloßen Hinweis blieb die Haltung länger gut als nach { $offer }. Zufall erklärt den Unterschied nicht.
trial-between = Nach { $better } blieb die Haltung länger gut als nach { $worse }, aber nicht klar länger als nach dem bloßen Hinweis.
# One line for each offer; $time is "about 12 minutes"
trial-arm = Nach { $offer }: { $time } bis zum nächsten Hinweis ({ $cases } Hinweise).
trial-arm-interval = Nach { $offer }: { $time } bis zum nächsten Hinweis, mit 90 % Sicherheit zwischen { $low } und { $high } min ({ $cases } Hinweise).
trial-felt-less = An Tagen mit mehr angebotenen Bewegungen waren die Beschwerden geringer.
trial-felt-more = An Tagen mit mehr angebotenen Bewegungen waren die Beschwerden stärker.
trial-felt-none = An Tagen mit mehr angebotenen Bewegungen waren die Beschwerden nicht klar anders ({ $days } Tage mit Angabe).
trial-rule = Die Regel stand vorher fest: die ersten { $all } Hinweise, einmal verglichen, mit 5 % Irrtum für alle Vergleiche zusammen. Sie gilt nur für dich und diese Zeit.

# Summary of a week. { $duration } is for example "1 minute", "12 minutes" or "2 h 5 min"
history-week-nothing = { $period }: nichts beobachtet.
history-week-nothing-yet = In dieser Woche wurde noch nichts beobachtet.
history-week-watched-one = { $duration } beobachtet
history-week-watched = { $duration } beobachtet
# { $watched } is one of the two above
history-week-only = { $period }: nur { $watched }, zu wenig für eine Zusammenfassung.
history-week-judged-little = { $period }: { $watched }. Nur { $judged } lang war die Haltung klar zu erkennen, zu wenig für eine Zusammenfassung.
history-week-good = { $period }: { $share } gut ({ $watched }).
history-week-good-so-far = Deine Woche bisher: { $share } gut ({ $watched }).
history-week-no-comparison = Für einen Vergleich gibt es zu wenig Daten aus der Woche davor.
history-week-same = Etwa wie in der Woche davor ({ $before }).
history-week-more = { $points } mehr als in der Woche davor ({ $before }).
history-week-less = { $points } weniger als in der Woche davor ({ $before }).
history-week-points =
    { $points ->
        [one] { $points } Prozentpunkt
       *[other] { $points } Prozentpunkte
    }
history-week-longest = Am häufigsten: { $fault }, { $duration } ({ $share } der gemessenen Zeit).
history-week-alike =
    { $days ->
        [one] Dein { $days } voller Tag war etwa gleich.
       *[other] Deine { $days } vollen Tage waren etwa gleich.
    }
history-week-best = Bester Tag: { $best } ({ $high }). Schwerster Tag: { $worst } ({ $low }).
history-week-corrected =
    { $all ->
        [one] Nach { $corrected } von { $all } Hinweis hast du deine Haltung korrigiert, innerhalb von { $seconds } Sekunden.
       *[other] Nach { $corrected } von { $all } Hinweisen hast du deine Haltung korrigiert, die Hälfte davon innerhalb von { $seconds } Sekunden.
    }
history-times =
    { $times ->
        [1] einmal
        [2] zweimal
       *[other] { $times }-mal
    }
# { $times } is "once", "twice", "12 times"
history-stretched = Du hast dich { $times } gedehnt.
history-stretched-effect = Du hast dich { $times } gedehnt. Typische Zeit bis zum nächsten Hinweis auf dieselbe Haltung: { $after } nach einer Übung, { $without } nach einer Korrektur ohne Übung.
history-about = etwa { $duration }
history-more-than = mehr als { $duration }
history-percent-over = über 99 %
history-percent-under = unter 1 %

# Results of export, import, delete and save
history-no-export-folder = Es gibt keinen Ordner für den Export.
history-exported = Exportiert nach { $files }.
history-exported-two = { $first } und { $second }
history-export-failed = Der Export ist fehlgeschlagen: { $problem }.
history-import-title = Von Plumbline exportierten Verlauf importieren
history-import-filter = Exportierter Verlauf
history-no-file-chosen = Keine Datei ausgewählt. Falls sich kein Dialog geöffnet hat, gib den Pfad der Datei neben dem Knopf ein.
history-deleted = Dein Verlauf wurde gelöscht.
history-delete-failed = Dein Verlauf konnte nicht gelöscht werden: { $problem }.
history-day-deleted = Gelöscht: { $day }.
history-day-delete-failed = Der Tag konnte nicht gelöscht werden: { $problem }.
history-days-kept =
    { $days ->
        [one] Dein Verlauf wird jetzt { $days } Tag lang aufbewahrt.
       *[other] Dein Verlauf wird jetzt { $days } Tage lang aufbewahrt.
    }
history-all-kept = Dein Verlauf wird jetzt für immer aufbewahrt.
history-old-delete-failed = Alte Tage konnten nicht gelöscht werden: { $problem }.
history-none-kept = Es wird kein Verlauf gespeichert.
history-none-kept-because = Es wird kein Verlauf gespeichert: { $problem }.
history-no-thread = Es wird kein Verlauf gespeichert: Sein Thread kann nicht starten ({ $error }).
history-was-damaged =
    { $saved ->
        [one] Dein Haltungsverlauf war beschädigt. { $saved } Zeile wurde gerettet. Die beschädigte Datei bleibt als { $file } erhalten. Lösche sie, wenn nichts fehlt.
       *[other] Dein Haltungsverlauf war beschädigt. { $saved } Zeilen wurden gerettet. Die beschädigte Datei bleibt als { $file } erhalten. Lösche sie, wenn nichts fehlt.
    }
history-disk-full = Der Datenträger ist voll; gib Platz frei und starte Plumbline neu
history-mistake = Ein Fehler in Plumbline hat den Verlauf angehalten. Starte Plumbline neu, um ihn fortzusetzen. Gespeicherte Daten bleiben erhalten.
history-not-written = Der Verlauf wird gerade nicht gespeichert: { $problem }.
history-no-picture-folder = Es gibt keinen Ordner für das Bild.
history-picture-saved = Gespeichert als { $file }.
history-picture-failed = Das Bild konnte nicht gespeichert werden: { $problem }.
history-import-known = Nichts Neues in { $file }. Dein Verlauf enthält schon alles.
history-imported = { $file } importiert: { $new }.
history-import-failed = { $file } wurde nicht importiert: { $problem }.
history-import-not-allowed = Plumbline hat keinen Zugriff auf diesen Ordner; verschiebe die Datei in deine Downloads und versuche es noch einmal, oder starte Plumbline mit --no-sandbox
history-import-new = { $minutes ->
        [one] { $minutes } neue Minute
       *[other] { $minutes } neue Minuten
    } und { $events ->
        [one] { $events } neues Ereignis
       *[other] { $events } neue Ereignisse
    }
history-import-new-known = { $minutes ->
        [one] { $minutes } neue Minute
       *[other] { $minutes } neue Minuten
    } und { $events ->
        [one] { $events } neues Ereignis
       *[other] { $events } neue Ereignisse
    }, { $known } schon vorhanden

## The weekly report, a page to print

# "Posture, 9 November to 15 November 2026"
report-title = Haltung, { $from } bis { $to }
report-days = Tag für Tag
report-days-about = Beobachtete Stunden: gut, Fehlhaltung und, in Grau, unklar. Die Prozentzahl ist der Anteil guter Haltung an der gemessenen Zeit.
report-days-words = Beobachtete Stunden an jedem Tag, mit guter Haltung und Fehlhaltungen
report-hours = Stunde für Stunde
report-hours-about = Jedes Quadrat ist eine Stunde. Je kräftiger die Farbe, desto größer der Anteil guter Haltung. Je größer das Quadrat, desto mehr beobachtete Zeit.
report-hours-words = Anteil guter Haltung nach Wochentag und Stunde
# "Mon 9:00: 87 % good, 42 min watched"
report-hour = { $weekday } { $hour }:00: { $good } gut, { $watched } beobachtet
report-faults-about = Anteil an der gemessenen Zeit. Mehrere Fehlhaltungen sind gleichzeitig möglich.
report-faults-words = Zeit in jeder Fehlhaltung
# Titles of columns
report-good = Gut
report-alerts = Hinweise
report-corrections = Korrekturen und Übungen
report-corrected = Korrigiert
report-stretch = Übung
report-done = Gemacht
report-held = Gehalten
report-next-alert = Nächster Hinweis
report-without = Ohne
report-made-by = Von Plumbline auf diesem Computer aus deinem Verlauf erstellt. Tipps für dein Wohlbefinden, keine Diagnose: Plumbline ist kein Medizinprodukt.
# The report on a month, one page for a physiotherapist. $month is "November 2026"
report-month-title = Haltung im { $month }
report-month-lead =
    { $days ->
        [one] 1 Tag
       *[other] { $days } Tage
    }, { $watched } beobachtet. Die Haltung war in { $share } der gemessenen Zeit gut.
report-month-lead-little =
    { $days ->
        [one] 1 Tag
       *[other] { $days } Tage
    }, { $watched } beobachtet. Für einen Anteil guter Haltung ist das zu wenig.
report-month-nothing = In diesem Monat wurde nichts beobachtet.
report-changes = Was sich geändert hat
report-this-month = Dieser Monat
report-month-before = Monat davor
report-month-same = Der Anteil guter Haltung ist etwa so groß wie im Monat davor.
report-month-more = Der Anteil guter Haltung ist um { $points } Punkte höher als im Monat davor.
report-month-less = Der Anteil guter Haltung ist um { $points } Punkte niedriger als im Monat davor.
report-trend-unknown = Für einen Trend innerhalb des Monats gibt es zu wenige volle Tage.
report-trend-none = Innerhalb des Monats gibt es keinen klaren Trend.
report-trend = Innerhalb des Monats änderte er sich um { $points } Punkte pro Woche (90-%-Intervall: { $low } bis { $high }).
report-faults-by-hour = Haltungsfehler nach Tageszeit
report-faults-by-hour-about = Anteil der gemessenen Zeit mit dem Fehler, nach der Stunde des Tages. Mehrere Fehler können zugleich auftreten.
report-ranges = Bereiche
report-median = Median
report-middle-80 = Mittlere 80 %
report-limit = Grenze
report-from-to = { $from } bis { $to }
report-ranges-about = Abweichung von der eigenen aufrechten Haltung, Minute für Minute; der Abstand ist der zur Kamera. Jenseits der Grenze, erweitert um die Unsicherheit, zählt es als Fehler. Zusammensinken in Schulterbreiten.
report-positions = { $shifts } Positionswechsel pro Stunde. Am längsten in einer Position: { $longest }. { $still } der Zeit verging in Positionen, die 10 Minuten oder länger gehalten wurden.
report-stretches = Dehnungen und Übungen
report-seen = Gesehen
report-stretches-about = Gehalten: Zeit insgesamt. Gesehen: der Teil, den die Kamera bestätigt hat. Nächster Hinweis: Median der Zeit bis zum nächsten Hinweis auf dieselbe Haltung an diesem Tag.
report-discomfort = Beschwerden, wie die Person sie angab
report-felt =
    Angegeben an { $days ->
        [one] 1 Tag
       *[other] { $days } Tagen
    }, 0 (keine) bis 10: Median { $median }, von { $low } bis { $high }.
# $areas is a list of the next text
report-felt-areas = Wo: { $areas }.
report-felt-area =
    { $area } ({ $days ->
        [one] 1 Tag
       *[other] { $days } Tage
    })
report-month-footer = Von Plumbline auf dem Rechner der Person erstellt. Schätzungen aus einer Webcam, nur an gerenderten Personen erprobt; die Unsicherheit eines Winkels beträgt mehrere Grad. Hinweise für das Wohlbefinden, keine Diagnose: Plumbline ist kein Medizinprodukt.

## Parts of the body in the question about discomfort

area-head = Kopf oder Augen
area-neck = Nacken
area-left-shoulder = linke Schulter
area-right-shoulder = rechte Schulter
area-upper-back = oberer Rücken
area-lower-back = unterer Rücken
area-left-arm = linker Arm oder linke Hand
area-right-arm = rechter Arm oder rechte Hand

## Answers of the commands plumbline status, pause, resume, snooze, stretch, upright. Do not translate the words
## after a colon and the examples: people type them.

control-not-running = Plumbline läuft nicht. Starte es mit: plumbline
control-not-reached = Plumbline läuft, antwortet aber nicht. Vielleicht ist es eine ältere Version: Beende sie und starte Plumbline neu.
control-no-window = Plumbline läuft ohne Fenster.
control-paused = Die Beobachtung ist angehalten. Weiter mit: plumbline resume
control-resumed = Die Beobachtung läuft weiter.
control-stretch-shown = Die Übung ist im Fenster zu sehen.
control-snoozed =
    { $minutes ->
        [one] Hinweise sind für eine Minute stumm.
       *[other] Hinweise sind für { $minutes } Minuten stumm.
    }
control-snoozed-until-tomorrow = Hinweise sind bis morgen stumm.
control-snooze-over = Hinweise sind wieder an.
control-no-duration = „{ $text }“ ist keine Dauer. Beispiele: 30m, 1h, tomorrow, off.
control-watching = { $name } beobachtet
control-snooze-left = Hinweise noch { $minutes } min stumm
control-upright-failed = Die aufrechte Haltung wurde nicht erfasst. Sieh im Fenster nach oder versuch es noch einmal: plumbline upright

## Sandbox

# $problem is the message of the operating system, without a full stop.
sandbox-may-be-cause = { $problem } (vielleicht wegen der Sandbox von Plumbline; prüfe es mit plumbline --no-sandbox)

## Settings

settings-merged = Die Einstellungsdatei wurde außerhalb von Plumbline geändert. Die Änderungen gelten jetzt.
settings-camera = Kamera
settings-place = Platz
settings-alerts = Hinweise
settings-quiet = Ruhezeiten
settings-watching = Pausen und Beobachtung
settings-watched = Fehlhaltungen
settings-stretching = Dehnen
settings-appearance = Darstellung
settings-data = Datenschutz und Daten
settings-about = Info
# A sentence below the title of each section
settings-camera-about = Woher das Bild kommt und was du davon siehst.
settings-alerts-about = Wann und wie dir Plumbline eine Fehlhaltung meldet.
settings-quiet-about = Zeiten ohne Benachrichtigungen. Gemessen wird weiter.
settings-watching-about = Wann du an Bewegung erinnert wirst und wann die Kamera an ist.
settings-watched-about = Nur eingeschaltete Fehlhaltungen zählen.
settings-stretching-about = Wie eine Übung angeleitet wird und welche vorgeschlagen werden.
settings-appearance-about = Wie das Fenster aussieht.
# The search field, and its results: "Play a sound · Alerts"
settings-search = Einstellungen suchen
settings-found =
    { $count ->
        [0] Nichts gefunden
        [one] { $count } Einstellung gefunden
       *[other] { $count } Einstellungen gefunden
    }
settings-found-row = { $setting } · { $section }
# In a narrow window: back to the list of sections
settings-back = Zurück zu den Einstellungen

# Camera
settings-which-camera = Deine Kamera
settings-picture = Bild
settings-other-source = Andere Quelle
settings-use-it = Verwenden
# Accepted values of the source field. Do not translate camera, camera:1, demo and http://
settings-source-hint = camera, camera:1, demo, ein Bild, Ordner oder Video oder eine MJPEG-Adresse mit http://
settings-field-of-view = Horizontaler Bildwinkel
settings-field-of-view-about = Für den Abstand zum Bildschirm. Die meisten Webcams haben 60° bis 80°.
settings-view-assumed = { $deg }° ± { $sd }°, angenommen: Über diese Kamera ist nichts bekannt.
settings-view-table = { $deg }° ± { $sd }°, aus der Tabelle verbreiteter Kameras.
settings-view-stated = { $deg }° ± { $sd }°, von dir eingestellt.
settings-view-measured = { $deg }° ± { $sd }°, aus deinem gemessenen Abstand.
# After one of the four sentences above
settings-distance-sure = Abstände sind auf { $percent } % genau.
settings-distance-unsure = Abstände sind nur auf { $percent } % genau, für „{ fault-noun-too-close }“ sind 10 % nötig. Miss deinen Abstand einmal.
settings-view-forget = Meinen Bildwinkel vergessen
settings-tape = Abstand messen
settings-tape-about = Von der Kamera zu deinen Augen mit einem Maßband, in Zentimetern. Halte dabei still.
settings-tape-waits = Von der Kamera zu deinen Augen mit einem Maßband. Zuerst muss die Kamera dein Gesicht sehen.
settings-tape-use = Anwenden
settings-sheet = Oder mit einem Blatt Papier
settings-sheet-about = Drück Start. Halte ein Blatt { $paper } flach zwischen Kamera und Augen, sodass die beiden kurzen Kanten beides berühren, und bleib so, bis gemessen ist.
paper-a4 = A4
paper-letter = US-Letter
settings-sheet-start = Start
settings-sheet-stop = Abbrechen
settings-sheet-wait = Halte das Blatt. Messung in { $seconds } s.
settings-sheet-measure = Messung läuft: bleib so.
settings-sheet-no-face = Die Kamera hat dein Gesicht hinter dem Blatt nicht gesehen. Halte das Blatt flach, unterhalb der Augen.
settings-tape-number = Gib 20 bis 200 cm ein.
settings-tape-impossible = Das passt nicht zu deinem Gesicht im Bild: Es wirkt etwa { $seen } cm entfernt. Miss von der Kamera zu deinen Augen.
settings-tape-done = Gemessen: { $tape } cm. Bei durchschnittlichem Kopf und durchschnittlicher Kamera wären es { $seen } cm. Für Abstände gilt es sofort, für Winkel, sobald du deine aufrechte Haltung neu erfasst.
settings-tape-forget = Gemessenen Abstand vergessen

# Place
settings-place-hint = Deine aufrechte Haltung wird für jede Kamera gespeichert. Wenn du eine Kamera umstellst, gib jedem Platz einen Namen.
settings-usual-place = Üblicher Platz
settings-another-place = Anderer Platz
settings-add-place = Hinzufügen
settings-forget-place = Diesen Platz entfernen

# Alerts
settings-alerts-when = Wann
settings-alerts-how = Wie
settings-sensitivity = Empfindlichkeit
settings-sensitivity-about = „Streng“ wertet schon kleinere Abweichungen von deiner aufrechten Haltung.
settings-relaxed = Locker
settings-normal = Normal
settings-strict = Streng
settings-dwell = Fehlhaltung bis zum Hinweis
settings-dwell-about = Wie lange eine Fehlhaltung dauern muss.
settings-cooldown = Abstand zwischen zwei Hinweisen
settings-cooldown-about = So lange kommt nach einem Hinweis kein weiterer.
settings-notifications = Desktop-Benachrichtigungen
settings-notifications-about = Aus: Hinweise erscheinen in diesem Fenster und, wenn du es wählst, auf dem Bildschirm.
settings-sounds = Töne
settings-sounds-about = Andere Töne macht Plumbline nicht.
settings-sound = Ton abspielen
settings-sound-about = Bei jeder Benachrichtigung.
settings-daily-notifications = Max. Benachrichtigungen pro Tag
settings-on-screen = Auf dem ganzen Bildschirm
settings-edge-glow = Leuchten am Rand des Bildschirms
settings-edge-glow-about = Beginnt vor dem Hinweis, wird breiter, solange die Fehlhaltung dauert, und verschwindet, sobald du wieder aufrecht sitzt. Klicks gehen hindurch.
settings-dim-screens = Bildschirm abdunkeln
settings-dim-screens-about = Der Bildschirm wird dunkler, solange die Fehlhaltung dauert. Text bleibt lesbar.
settings-no-layer-shell = Dein Desktop lässt Programme nicht über allen Fenstern zeichnen (zum Beispiel GNOME mit Wayland). Nimm stattdessen Benachrichtigungen.
settings-no-glow-display = Die Anzeige antwortet nicht, deshalb kann nichts auf dem ganzen Bildschirm gezeigt werden. Nimm stattdessen Benachrichtigungen.
settings-no-blending = Es läuft kein Compositor (wie picom): Das Leuchten ist ein schmaler, deckender Streifen, und der Bildschirm lässt sich nicht abdunkeln.
settings-vary-alerts = Art abwechseln
settings-vary-alerts-about = Jedes Mal nur eine der gewählten Arten, bei der nächsten Fehlhaltung eine andere. An eine einzelne Art gewöhnt man sich.

# Quiet
settings-quiet-calls = Bei Anrufen
settings-quiet-calls-about = Während ein anderes Programm Mikrofon oder Kamera nutzt oder den Bildschirm teilt.
settings-quiet-presenting = Bei einem Fenster im Vollbild
settings-quiet-hours = Täglich in dieser Zeit
settings-quiet-from = von
settings-quiet-to = bis

# Watching
settings-break-after = An Bewegung erinnern
settings-break-after-about = Nach so viel Zeit im Sitzen ohne Pause.
settings-break-minutes = { $minutes } min
settings-break-never = Nie
settings-invite-after = Zum Positionswechsel einladen nach
settings-invite-after-about = Zeit in einer Position, egal in welcher. Zu Stunden, in denen du dich danach meist bewegst, kommt die Einladung früher, sonst später.
settings-on-battery = Im Akkubetrieb
settings-battery-as-usual = Wie üblich
settings-battery-slower = Seltener messen
settings-battery-pause = Pausieren
settings-off-while-away = Kamera bei Abwesenheit ausschalten
settings-off-while-away-about = Alle 30 s schaut sie kurz nach dir.
settings-in-background = Im Hintergrund
settings-keep-watching = Weiter beobachten, wenn das Fenster zu ist
settings-keep-watching-about = Braucht ein Symbol im Infobereich.
settings-start-at-login = Beim Anmelden starten
# Under the box above, which is empty. $program is the path of another copy of Plumbline.
settings-starts-other-at-login = Beim Anmelden startet eine andere Kopie von Plumbline: { $program }. Schalte dies ein, damit stattdessen diese hier startet.

# Faults to watch
settings-limits = Grenzen je Fehlhaltung
settings-limits-not-watched = Hier erscheinen aktuelle Werte, während die Kamera dich misst.
settings-limits-reset = Alle Grenzen zurücksetzen

# Stretching
settings-guided = Angeleitete Übungen
settings-suggested = Vorschläge
settings-camera-counts = Halten mit der Kamera zählen
settings-camera-counts-about = Wenn die Kamera die Übung messen kann. Sonst zählt ein Timer.
settings-trial = Durch Los herausfinden, was mir hilft
settings-trial-about = Bei jedem Hinweis entscheidet das Los: nur der Hinweis, eine kurze Bewegung oder eine Dehnung. Einmal am Tag wirst du nach Beschwerden gefragt. Nach 90 Hinweisen sagt der Verlauf, was geholfen hat und ob es Zufall sein kann.
settings-rounds = Jede Seite halten
settings-rounds-times =
    { $rounds ->
        [1] Einmal
        [2] Zweimal
       *[other] { $rounds }-mal
    }
settings-cues = Ton bei geführten Übungen
settings-cues-off = Aus
settings-cues-chime = Gong
settings-cues-spoken = Schritte ansagen
settings-equipment = Deine Hilfsmittel. Übungen, für die du anderes brauchst, werden nicht vorgeschlagen.
settings-troubles = Wo du Beschwerden hast. Übungen, die diese Stellen belasten, werden nicht vorgeschlagen.
settings-put-away = Nicht vorgeschlagen, weil du sie abgeschaltet hast:
settings-offer-again = „{ $name }“ wieder vorschlagen

# Appearance and privacy
settings-language = Sprache
settings-language-system = Wie Desktop
settings-silhouette = Silhouette statt Bild zeigen
settings-silhouette-about = Dein Umriss wird aus den gemessenen Punkten gezeichnet.
settings-turn = Bild drehen
settings-turn-about = Im Uhrzeigersinn. Automatisch stellt dich im Bild aufrecht.
settings-turn-auto = Automatisch
settings-turn-now = Es ist jetzt um { $deg }° gedreht.
settings-mirrored = Die Kamera liefert ein Spiegelbild
settings-mirrored-about = Manche Kameras vertauschen links und rechts.
settings-theme = Farbschema
settings-theme-system = Wie Desktop
settings-theme-light = Hell
settings-theme-dark = Dunkel
settings-contrast = Kontrast
settings-contrast-about = Hoch: kräftigere Texte und Konturen.
settings-contrast-system = Wie Desktop
settings-contrast-normal = Normal
settings-contrast-high = Hoch
settings-size = Größe
settings-size-about = Auch mit Strg+Plus und Strg+Minus.
settings-reduced-motion = Weniger Bewegung
settings-reduced-motion-about = Änderungen erscheinen sofort.
settings-never-leave = Bilder verlassen diesen Computer nie und werden nie auf die Festplatte geschrieben.
settings-sandbox-closed = Die Sandbox erzwingt das. Plumbline kann nur seine eigenen Ordner und den Ordner für Exporte verwenden. Außerhalb dieses Computers kann es sich nur mit einer Netzwerkkamera verbinden, die du angegeben hast.
settings-sandbox-open = Die Sandbox erzwingt das nicht vollständig: { $state }.

# Your data
settings-keep-for = Verlauf aufbewahren
settings-keep-ever = Für immer
settings-keep-year = 1 Jahr
settings-keep-days =
    { $days ->
        [one] { $days } Tag
       *[other] { $days } Tage
    }
settings-history = Verlauf
settings-export = Alles exportieren
settings-export-about = In deine Downloads; ohne diesen Ordner in deine Dokumente.
settings-export-json = Als JSON
settings-export-json-hint = Eine Datei, die sich wieder importieren lässt
settings-export-csv = Als CSV
settings-export-csv-hint = Minuten und Ereignisse, für eine Tabelle
settings-import-title = Importieren
settings-import = Export importieren …
settings-import-path = oder sein Pfad
settings-import-file = Importieren
settings-import-hint = Du kannst auch einen JSON-Export auf diese Seite ziehen. Dein bisheriger Verlauf bleibt erhalten.
settings-delete-history = Verlauf löschen …
settings-all-gone = Dein gesamter Verlauf wird endgültig gelöscht.
settings-delete = Löschen
settings-keep = Behalten

# About
settings-starting-model = Haltungsmodell startet …
settings-advice = Plumbline gibt Tipps für dein Wohlbefinden, keine Diagnose. Lass Verletzungen oder anhaltende Schmerzen ärztlich abklären.

# Preview below a setting: its effect on the current values and on the last days
settings-now-not-watched = nicht beobachtet
settings-now-unmeasured = jetzt: nicht messbar ({ $why })
settings-now-needs-upright = jetzt: aufrechte Haltung fehlt noch
settings-now-too-unsure = jetzt { $now }; { $bound }: zu unsicher, um zu zählen
settings-now-counts = jetzt { $now }; { $bound }: zählt
settings-now-would-count = jetzt { $now }; { $bound }: würde zählen
settings-now-about-to-end = jetzt { $now }; { $bound }: endet gleich
settings-now-would-not-count = jetzt { $now }; { $bound }: würde nicht zählen
settings-bound-ends = endet bei { $limit }
settings-bound-below = zählt unter { $limit } (mit { $doubt } Unsicherheit)
settings-bound-from = zählt ab { $limit } (mit { $doubt } Unsicherheit)
settings-past =
    { $days ->
        [one] letzter Tag: { $beyond } von { $measured } jenseits der Grenze
       *[other] letzte { $days } Tage: { $beyond } von { $measured } jenseits der Grenze
    }
# "forward head +4.0° (limit +7.0°)". settings-value-against: for a distance, where smaller is worse
settings-value-of = { $quantity } { $now } (Grenze { $limit })
settings-value-against = { $quantity } { $now } (Grenze { $limit })
settings-now-these-count = Würde jetzt zählen: { $values }.
settings-now-nothing-counts = Jetzt würde nichts zählen. Am nächsten dran: { $value }.
settings-now-nothing-told = Gerade lässt sich nichts messen.
settings-dwell-no-fault = Gerade keine Fehlhaltung.
settings-dwell-left = „{ $fault }“ dauert schon { $lasted } s. Hinweis in { $left } s.
settings-dwell-over = „{ $fault }“ dauert schon { $lasted } s. Das würde einen Hinweis auslösen.

## Camera list, in the settings and the welcome

camera-looking = Suche nach Kameras …
camera-infrared = { $name } (Infrarot)
camera-raw-sensor = { $name } (Rohsensor)
camera-none = Keine Kamera gefunden. Schließe eine an oder mach ohne weiter.
camera-look-again = Erneut suchen

## Welcome: three steps on the first run

welcome-step = Schritt { $number } von { $count }
welcome-choose-camera = Kamera auswählen
welcome-that-is-me = Das bin ich
welcome-start-watching = Beobachtung starten
welcome-without-upright = Später
welcome-back = Zurück
welcome-skip = Überspringen
welcome-skip-hint = Direkt zum Fenster (Esc)
welcome-which-camera = Welche Kamera sieht dich?
welcome-camera-hint = Kopf und Schultern sollten im Bild sein.
# Text for screen readers
welcome-figure = Eine Person am Schreibtisch richtet sich aus krummer Haltung auf
welcome-no-camera = Keine Kamera zur Hand? Sieh dir alles mit einem mitgelieferten Bild an.
welcome-camera-height = Kamera auf Augenhöhe, oben auf dem Bildschirm.
welcome-camera-distance = Eine Armlänge Abstand, in der Mitte des Bildes.
welcome-camera-light = Licht von vorn oder von der Seite, nicht von hinten.
welcome-ring-countdown = Sekunden bis zur Messung
welcome-ring-done = Deine aufrechte Haltung ist erfasst
welcome-title = Willkommen bei Plumbline
welcome-plumb-line = Ein Lot (plumb line) zeigt, was gerade ist. Plumbline zeigt, wie du sitzt.
welcome-does = Was es macht
welcome-does-text = Plumbline misst über deine Webcam, wie weit dein Kopf nach vorn kommt und deine Schultern sich heben, verglichen mit deiner aufrechten Haltung. Hält das an, bekommst du einen Hinweis und eine Dehnübung, die helfen kann.
welcome-private = Was privat bleibt
welcome-private-text = Deine Bilder. Sie werden gemessen und dann verworfen, nie gespeichert oder gesendet. Nur Zahlen werden aufbewahrt, und du kannst sie löschen.
welcome-is-not = Tipps, keine Diagnose
welcome-is-not-text = Plumbline gibt Tipps für dein Wohlbefinden, keine Diagnose. Lass Verletzungen oder anhaltende Schmerzen ärztlich abklären.
welcome-upright = Erfasse deine aufrechte Haltung
welcome-upright-text = Stell die Füße auf den Boden, setz dich gerade hin, lass die Schultern sinken und schau auf den Bildschirm. Drücke den Knopf und halte still: 3 s zum Zurechtsetzen, 4 s zum Messen.
welcome-no-picture = Noch kein Bild. Du kannst das später mit Strg+U nachholen.

## List of keyboard shortcuts

keys-title = Tastatur
keys-hint = Tastatur (F1)
keys-close = Schließen
keys-tabs = Strg+1 bis Strg+4
keys-tabs-do = Jetzt, Dehnen, Verlauf, Einstellungen
keys-upright = Strg+U
keys-upright-do = Aufrechte Haltung erfassen
keys-pause = Strg+P
keys-pause-do = Beobachtung pausieren oder fortsetzen
keys-stretch = Strg+Eingabe
keys-stretch-do = Empfohlene Übung oder die Routine für heute starten
keys-guide = Leertaste, Pfeile, Esc
keys-guide-do = Beim Üben: Pause, Schritt zurück oder vor, beenden
keys-pages = Bild auf, Bild ab
keys-pages-do = Verlauf: früher, später
keys-tab = Tab, Umschalt+Tab
keys-tab-do = Nächstes oder voriges Element
keys-press = Leertaste oder Eingabe
keys-press-do = Ausgewähltes Element betätigen
keys-search = Strg+F
keys-search-do = Dehnen, Einstellungen: suchen
keys-arrows = Pfeiltasten
keys-arrows-do = Ausgewählten Regler verschieben
keys-size = Strg+Plus, Strg+Minus, Strg+0
keys-size-do = Größer, kleiner, 100 %
keys-escape = Esc
keys-escape-do = Schließt oder verwirft, was offen ist; überspringt die Begrüßung
keys-list = F1 oder ?
keys-list-do = Diese Liste
keys-quit = Strg+Q
keys-quit-do = Beenden, auch wenn Schließen das Fenster nur verbirgt
