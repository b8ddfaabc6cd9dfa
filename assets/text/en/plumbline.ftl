### English texts of Plumbline's window, notices and tray. English is the source for translations.
### Syntax: Fluent (https://projectfluent.org/fluent/guide).
###
### To add a language, copy this file to assets/text/<language>/plumbline.ftl and translate it.
### Missing texts are shown in English. The texts of the stretches are in assets/catalogue.
###
### Terms: "upright posture" is the person's own baseline, measured by the camera. "Watched" time is
### time with the person in view. "Measured" time is the part of it in which posture could be judged.
### { $… } is an argument. Any numeric argument can select a plural form.

## Posture faults, each in three forms: headline, clause after other words ("Still: …"), and noun
## ("Most common: …, 58 minutes"). The headline is also the title of
## the desktop notification.

fault-forward-head = Your head is forward
fault-raised-shoulders = Your shoulders are raised
fault-raised-shoulder-left = Your left shoulder is raised
fault-raised-shoulder-right = Your right shoulder is raised
fault-slouch = You are slouching
fault-head-tilt = Your head is tilted
fault-uneven-shoulders = Your shoulders are uneven
fault-leaning = You are leaning
fault-too-close = You are close to the screen
fault-too-still = You have been sitting still for a long time

fault-within-forward-head = your head is forward
fault-within-raised-shoulders = your shoulders are raised
fault-within-raised-shoulder-left = your left shoulder is raised
fault-within-raised-shoulder-right = your right shoulder is raised
fault-within-slouch = you are slouching
fault-within-head-tilt = your head is tilted
fault-within-uneven-shoulders = your shoulders are uneven
fault-within-leaning = you are leaning
fault-within-too-close = you are close to the screen
fault-within-too-still = you have been sitting still for a long time

fault-noun-forward-head = forward head
fault-noun-raised-shoulders = raised shoulders
fault-noun-raised-shoulder-left = raised left shoulder
fault-noun-raised-shoulder-right = raised right shoulder
fault-noun-slouch = slouching
fault-noun-head-tilt = tilted head
fault-noun-uneven-shoulders = uneven shoulders
fault-noun-leaning = leaning
fault-noun-too-close = close to the screen
fault-noun-too-still = sitting still

## Body parts, within a sentence: "Your … is hidden from the camera."

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

## Measured quantities: the name, and the form within a sentence (quantity-within-…)

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

## Numbers: the sign before the decimals, and a percentage

number-decimal = .
number-percent = { $number } %

## Units, placed after a number. {" "} is a leading space

unit-centimetres = {" "}cm
unit-shoulder-widths = {" "}shoulder widths
unit-seconds = {" "}s
unit-hours = {" "}h
unit-minutes = {" "}min

## Why a quantity cannot be measured now. Used alone, or capitalized at the start of a sentence

unmeasured-nobody = nobody in view
unmeasured-landmark = { $landmark } not in view
unmeasured-face-unclear = face not clear enough
unmeasured-head-only = shoulders not in view
unmeasured-turned-too-far = you are turned away
unmeasured-needs-side-view = needs a camera at the side
unmeasured-needs-front-view = needs a camera in front
unmeasured-not-calibrated = needs your upright posture
unmeasured-baseline-doubtful = the camera may have moved
unmeasured-too-uncertain = too uncertain right now
unmeasured-implausible = something hides you, or somebody else is in view
unmeasured-not-at-desk = nobody at the desk
unmeasured-picture-on-its-side = the picture lies on its side, turn the camera
unmeasured-picture-upside-down = the picture is upside down, turn the camera
unmeasured-stretching = you are stretching
unmeasured-black-picture = the picture is black
unmeasured-one-colour-picture = the picture has one colour only

## Weekdays, months, and the date formats that use them

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
# 25 November, and 25 November 2026
date-day-long-month = { $day } { $month }
date-long = { $day } { $month } { $year }
# Wed 25
date-weekday-day = { $weekday } { $day }
# Wed 25 Nov
date-weekday-day-month = { $weekday } { $day } { $month }
date-from-to = { $from } – { $to }

## Durations: short forms for charts and lists (duration-…), minutes in sentences (time-…)

duration-minutes = { $minutes } min
duration-hours = { $hours } h
duration-hours-minutes = { $hours } h { $minutes } min
time-minutes =
    { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }

## Window frame: tabs and messages

tab-now = Now
tab-stretch = Stretch
tab-history = History
tab-settings = Settings
# Shortcut of a tab, for example Ctrl+1
tab-key = Ctrl+{ $number }
# Shown at the start after a crash, and when measuring fails
crash-notice = Plumbline crashed last time. The crash report stays on this computer, in { $file }. Nothing was sent.
watch-model-cannot-run = The pose model cannot run: { $error }.
watch-model-failed = The pose model failed: { $error }.
watch-mistake = A bug in Plumbline stopped the measurement. It restarts automatically.
watch-cannot-start = Watching cannot start: { $error }.
alert-wrong-noted = Noted. The limit for “{ $fault }” is now { $percent } % looser than before (Settings, Limits for each fault).
alert-wrong-at-widest = Noted. The limit for “{ $fault }” stays as it is: it is already at least twice the usual limit (Settings, Limits for each fault).
message-ok = OK
camera-turned = You were not upright in the picture of the camera, so it is turned by { $deg }° now.
camera-turned-undo = Turn it back
message-show-details = Show details
message-hide-details = Hide details
message-copy-details = Copy details

## Now

now-today = Today
# In the ring, below the share: "87 % / good posture"
now-today-good = good posture
# For screen readers
now-today-words = Today: { $percent } % good posture
now-today-nothing = Today: nothing measured yet
now-today-begins = Your day appears here after the first minutes.
now-timeline = Your day so far
now-all-measures = All measures
now-fewer-measures = Hide the measures
now-raised-shoulders = Shoulders
# What the number in the dial means: "+4°", from upright
now-from-upright = from upright
now-left-shoulder = Left { $value }
now-right-shoulder = Right { $value }
now-people =
    { $people ->
       *[other] { $people } people in view. Only the nearest is measured.
    }
now-opening-camera = Opening the camera…
now-resting = You are away, so the camera is off. It turns on every 30 s to check for you.
now-recording-ended = The recording has ended.
now-looking-for-you = Looking for you…
now-starting-model = Starting the pose model…
now-camera-is-off = The camera is off. Nothing is measured.
now-go-on-watching = Resume watching
now-no-picture = No picture
now-tries-again = Trying again every { $seconds } s.
now-try-again = Try again now
now-show-demonstration = Show the demonstration
now-is-demonstration = Demonstration: a bundled picture, not you.
now-use-camera = Use the camera
now-praise =
    { $minutes ->
       *[other] { $minutes } good minutes. Keep it up!
    }
# A title and a sentence: "During your call: Your head was forward for 12 of 40 minutes."
now-quiet-summary = { $title }: { $summary }
now-quiet = Quiet: { $reason }.
now-quiet-for =
    { $minutes ->
        [one] Quiet: snoozed for one more minute.
       *[other] Quiet: snoozed for { $minutes } more minutes.
    }
now-alerts-again = Resume alerts
now-snooze = Snooze alerts
now-snooze-minutes =
    { $minutes ->
        [60] For an hour
       *[other] For { $minutes } minutes
    }
now-snooze-until-tomorrow = Until tomorrow
now-pause = Pause
now-pause-hint = Turns the camera off (Ctrl+P)
now-sitting = Sitting for { $minutes } min
now-kept = In this position for { $minutes } min
now-standing = Standing
now-shifts =
    { $count ->
        [one] { $count } change of position an hour
       *[other] { $count } changes of position an hour
    }
# An invitation to move, in the window and as a notice
invite-same-posture = You have kept one position for { $minutes } min. Shift, lean back or stand up.
invite-slump-head = Your head has come forward little by little over { $minutes } min. Sit up again.
invite-slump-back = Your back has rounded little by little over { $minutes } min. Sit up again.
invite-slump-trunk = You have tipped towards the screen little by little over { $minutes } min. Lean back.
invite-not-now = Not now
# The daily question
question-title = How much discomfort do you feel today?
question-scale = 0 is none, 10 the worst you can imagine.
question-score = Discomfort from 0 to 10
question-where = Where?
question-where-about = Press the places. You see the body from behind.
question-save = Save
question-skip = Not today

## Why the camera is off. Also shown in the tray

off-asleep = The computer was going to sleep
off-locked = The screen is locked
off-paused = Paused
off-battery = Paused while on battery

## Why alerts are quiet, after "Quiet: "

silence-snoozed = snoozed
silence-quiet-hours = quiet hours
silence-call = you seem to be in a call
silence-screen-shared = your screen is shared
silence-presenting = a window is full screen
silence-do-not-disturb = do not disturb is on

## Upright posture (the baseline) and how to set it

upright-title = Your upright posture
upright-wait = Sit upright and look at the screen…
upright-countdown = Sit upright, look at the screen… { $seconds }
slouch-countdown = Slouch as you do when tired, and hold it… { $seconds }
upright-hold-still = Hold still…
upright-measuring = Measuring
upright-cancel = Cancel
upright-set = Set my upright posture
upright-set-again = Set my upright posture again
upright-key = Ctrl+U
upright-how = Sit tall, press the button and hold still for 4 s.
# $whose: one of the upright-of-… below
upright-remembered = From { $whose }. The angles become more certain as soon as you sit like that.
upright-remembered-only = From { $whose }. For more certain angles, set a new one.
upright-taken-over = Taken from { $whose }.
upright-of-earlier = your last upright posture
upright-of-today = today’s upright posture
upright-of-yesterday = yesterday’s upright posture
upright-of-weekday = { $weekday }’s upright posture
upright-of-date = your upright posture of { $date }
upright-set-new = Set a new one
upright-saved = Your upright posture is saved.
slouch-saved = Your slouch is saved.
upright-undo = Undo
upright-undo-hint = Use the saved numbers only, without the way you sit and look today
desk-title = Your desk
desk-about = What the camera can tell about your desk. Each line follows what you change.
desk-back = Back
desk-check = Check my desk
desk-check-about = Screen height, distance, light, and how you sit in front of it.
desk-offer = { $count ->
    [one] One thing at your desk could be better.
   *[other] { $count } things at your desk could be better.
}
desk-offer-show = Show
desk-offer-later = Not now
desk-needs-upright = Set your upright posture first: the desk is compared with it.
desk-height = Screen height
desk-tilt = Tilt
desk-distance = Distance
desk-ahead = Straight ahead
desk-level = Level shoulders
desk-light = Light
desk-second-screen = Second screen
desk-unknown = It cannot be measured now. Sit in front of the camera.
desk-height-fine = The camera is about as high as your eyes.
desk-camera-low = The camera is about { $cm } cm below your eyes. Raise the screen until its upper edge is at eye height. A laptop then needs its own keyboard.
desk-camera-high = The camera is about { $cm } cm above your eyes. Lower the screen, or raise the chair and use a footrest.
desk-tilt-fine = Screen and camera point at you.
desk-tilt-up = Your face is near the upper edge of the picture. Tilt the screen back a little.
desk-tilt-down = Your face is low in the picture. Tilt the screen forward a little.
desk-distance-fine = You sit about an arm’s length from the screen.
desk-too-near = Your eyes are about { $cm } cm from the camera. Move the screen back to 50 to 75 cm, and enlarge the text instead of coming nearer.
desk-too-far = Your eyes are about { $cm } cm from the camera. Bring the screen nearer, to 50 to 75 cm, so that you do not lean forward to read.
desk-distance-unsure = Your eyes are about { $cm } cm from the camera, give or take { $sd } cm. Measure it once with a tape under Settings, Camera.
desk-ahead-fine = Screen and camera are straight ahead of you.
desk-sits-left = You sit to the left of the camera. Move chair, screen or camera until you are in front of it.
desk-sits-right = You sit to the right of the camera. Move chair, screen or camera until you are in front of it.
desk-looks-left = You look to the left of the camera. Put the camera on the screen that you look at most, and that screen straight ahead of you.
desk-looks-right = You look to the right of the camera. Put the camera on the screen that you look at most, and that screen straight ahead of you.
desk-level-fine = Your shoulders are level.
desk-left-higher = Your left shoulder is higher, by { $deg }°. Set both armrests to the same height, low enough for your shoulders to drop, and keep the mouse near.
desk-right-higher = Your right shoulder is higher, by { $deg }°. Set both armrests to the same height, low enough for your shoulders to drop, and keep the mouse near.
desk-camera-not-level = The camera is not level: it is turned by { $deg }°. Straighten it, or the screen it is in.
desk-light-fine = Enough light falls on your face.
desk-light-behind = It is brighter behind you than on your face. Turn the desk sideways to the window or close the blind: the screen reflects less, and the camera sees you better.
desk-too-dark = Your face is dark. Turn on a lamp that lights it from the front or the side.
desk-second-fine = You look straight ahead most of the time.
desk-second-later = This is known after 20 minutes at the screen.
desk-second-left = You look to your left { $percent } of the time. Put that screen close beside the main one, or turn your chair towards it.
desk-second-right = You look to your right { $percent } of the time. Put that screen close beside the main one, or turn your chair towards it.
desk-sources = After OSHA’s eTool “Computer Workstations” and the ergonomics guidelines of Cornell University. The camera is taken to be at the upper edge of the screen.
desk-hand = Left and right
desk-hand-about = Some cameras mirror their picture. Raise your right hand beside your head to check it.
desk-hand-start = Check it
desk-hand-waits = Raise your right hand beside your head.
desk-hand-right = That is your right hand. Left and right are as they should be.
desk-hand-mirrored = The picture was the wrong way round, and is changed now. Set your upright posture again.
upright-camera-moved = Your camera seems to have moved. Set your upright posture again.
upright-looks-different = You look different from when you set your upright posture. Set it again.
upright-sits-straighter = You sit straighter than your saved posture. Set it again.
upright-nothing-moved = Keep it, nothing moved
upright-keep = Keep it
upright-keep-hint = Keep the saved upright posture
upright-show-slouch = Show my slouch
upright-show-slouch-hint = Slouch as you do when tired and hold it for 4 s. Alerts then start halfway to that slouch.
upright-problem-not-seen = You were not in view long enough. Sit where the camera sees your head and shoulders.
upright-problem-black-picture = The camera gives a black picture. Open its shutter, take off its cap or turn on a light.
upright-problem-one-colour-picture = The camera gives a picture of one colour. Switch it on or open its shutter.
upright-problem-shoulders = Your shoulders were not in view. Tilt the camera down a little or move back.
upright-problem-turned = You were turned away. Face the screen and try again.
upright-problem-not-different = That looked like your upright posture. Slouch as you do when tired, and hold it.
upright-problem-moved = You moved too much. Sit upright, look at the screen and hold still.

## The verdict: a headline and a sentence below it

verdict-away = Nobody in view
verdict-away-detail = Time away is not counted.
verdict-not-at-desk = This does not seem to be you
verdict-not-at-desk-detail = Another place or another face than at your upright posture. If this is you, set a new upright posture.
# A camera whose shutter is closed, or that is switched off
verdict-blank = Nothing to see
verdict-uncertain = Can't tell right now
verdict-fault = Posture fault
verdict-fault-detail = Sit upright again when you are ready.
verdict-fault-more =
    { $count ->
        [one] And one more thing, listed below.
       *[other] And { $count } more things, listed below.
    }
verdict-good = Looking good
verdict-good-detail = Close to your upright posture.
verdict-good-rough = A rough estimate from averages. Set your upright posture for a personal one.
verdict-unclear-picture = the picture is not clear enough
# { $why } is verdict-unclear-picture or an unmeasured-… text, capitalized
verdict-why = { $why }.
verdict-why-head-only = { $why }. Tilt the camera down a little or move back.
verdict-why-oblique = { $why }. This time is not counted.

## The gauges and the live picture

gauge-from-upright = from upright (now { $value }, ± { $doubt })
gauge-averages = ± { $doubt }, compared with averages
gauge-back-to = back to { $limit }
gauge-limit = limit { $limit }
# As above; the limit includes the uncertainty of the measure: "limit +9° (includes 3° uncertainty)"
gauge-limit-with = limit { $limit } (includes { $doubt } uncertainty)
# For screen readers: name of the gauge, value, meaning
gauge-words = { $name }: { $value }, { $meaning }
picture-head = Head
# "Head +4°"
picture-angle = { $name } { $angle }
# Legend of the picture
picture-plumb-line = Plumb line
picture-limit = Limit of a shoulder
picture-nobody = Live picture, nobody in view
picture-blank = Live picture, nothing to see
picture-words = Live picture with your head and shoulder line
picture-words-head = Head { $angle }, { $limit }
picture-words-left = left shoulder { $angle }, { $limit }
picture-words-right = right shoulder { $angle }, { $limit }

## The alert in the window

alert-since-seconds = For { $seconds } seconds.
alert-since-minutes = For { $minutes } minutes.
alert-start = Start
alert-start-hint = Follow it step by step (Ctrl+Enter)
alert-show-stretch = Show the stretch
alert-have-moved = I have moved
alert-another = Show another
alert-snooze = Snooze 15 min
alert-is-wrong = This is wrong
alert-is-wrong-hint = Makes the limit for this fault a little looser
alert-by-lot = Chosen by lot, to find out what helps you.
alert-hint-only = This time only the hint: sit up again.
alert-dismiss = Dismiss

## Notices on the desktop

notice-show-stretch = Show the stretch
notice-snooze = Snooze 15 min
notice-dismiss = Dismiss
notice-open = Open Plumbline
# { $fault } is a fault-within-… text
notice-still = Still: { $fault }
notice-a-stretch = a stretch
notice-too-still = Stand up and move a little, or try: { $stretch }.
notice-what-helps = Sit upright again. A stretch that can help: { $stretch }.
notice-set-upright = Set your upright posture again
notice-invitation = Time to change position
notice-camera-moved = The camera seems to have moved.
notice-looks-different = You look different from when you set it.
notice-sits-straighter = You sit straighter than your saved posture.
notice-no-service = No notification service responds on this desktop. Start one (for example dunst or mako), or watch for alerts in the window.
notice-unavailable-here = Notifications are not available on this system yet. Watch for alerts in the window.
notice-switched-off = Notifications from Plumbline are switched off. Allow them in the notification settings of the system, or watch for alerts in the window.
notice-failed = The system could not show a notification. Watch for alerts in the window.
# Titles of the summary after a quiet period
notice-after-call = During your call
notice-after-sharing = While you shared your screen
notice-after-presenting = While a window was full screen
notice-after-quiet = While alerts were quiet
notice-was-forward = Your head was forward for { $minutes } of { $of } min.
notice-was-raised = Your shoulders were raised for { $minutes } of { $of } min.
notice-was-slouching = You slouched for { $minutes } of { $of } min.
notice-was-tilted = Your head was tilted for { $minutes } of { $of } min.
notice-was-uneven = Your shoulders were uneven for { $minutes } of { $of } min.
notice-was-leaning = You leaned for { $minutes } of { $of } min.
notice-was-close = You were close to the screen for { $minutes } of { $of } min.
notice-was-still = You sat still for { $minutes } of { $of } min.

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
tray-set-upright = Set my upright posture
tray-quit = Quit

## Stretch catalogue: the list, and one stretch

stretch-about = For neck, shoulders and upper back. Most take a minute at your desk.
stretch-back = Back to all stretches
stretch-routines = Routines
stretch-search = Search
stretch-search-hint = neck, rhomboid, wall…
stretch-filter = Filter
stretch-filter-count = Filter: { $count }
stretch-clear = Clear
# Words for a complaint, in lower case: they are left out of a search such as "stiff neck"
stretch-search-complaints = stiff stiffness tight tense tension sore hurt hurts hurting pain painful ache aches aching my
stretch-nothing-fits = Nothing fits the search and the filters.
stretch-stretches = Stretches
stretch-releases = Releases
stretch-resets = Quick resets
stretch-strength = Strength
stretch-not-shown =
    { $count ->
       *[other] { $count } not shown because of your { $parts } (Settings, Stretching).
    }
stretch-any = Any
stretch-muscle = Muscle
stretch-helps-when = Helps when
stretch-position = Position
stretch-equipment = Equipment
stretch-steps = How to do it
stretch-where = Where you feel it
stretch-through-the-day = Through the day
stretch-before-you-begin = Before you begin
stretch-other-side = Then the same on the other side.
stretch-no-equipment = no equipment
stretch-start = Start
stretch-start-hint = Follow it step by step
stretch-offer = Suggest this one to me
stretch-felt = { $place }
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
stretch-reps =
    { $count ->
        [one] { $count } repetition of { $seconds } seconds
       *[other] { $count } repetitions of { $seconds } seconds each
    }
# $source is a study or another origin, not translated
stretch-source = Source: { $source }
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
equipment-band = elastic band
body-part-neck = neck
body-part-shoulder = shoulders
body-part-lower-back = lower back
body-part-wrist-or-knee = wrists or knees

## Routines

routine-own = Create my own routine
routine-own-name = My routine
routine-name = Name
routine-choose-stretch = Choose a stretch
# Label of the list of stretches
routine-to-add = Stretch to add
routine-add = Add
routine-save = Save
routine-cancel = Cancel
routine-delete = Delete this routine
routine-move-up = Move { $name } up
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
routine-most-of-today = Most common today: { $fault }.
routine-nothing-stood-out = A little of everything: no fault stood out today.
routine-strength = Strength, two minutes
routine-strength-about = Every working day. Other exercises each day, and a repetition more when it gets easy.
# After two weeks or so; $name is an exercise
routine-strength-harder = Next step for { $name }: a stronger band, or stay longer at the end.

## Guided stretch, step by step. Shown in large letters, readable from a distance

guide-place = { $routine } · { $number } of { $count }
guide-paused = Paused
guide-press-space = Press Space to continue.
guide-step = Step { $number } of { $count }
guide-get-ready = Get into position
guide-get-ready-side =
    { $side ->
        [left] Get into position for your left side
       *[right] Get into position for your right side
    }
guide-begins-in = Starts in
guide-now-side =
    { $side ->
        [left] Now for your left side
       *[right] Now for your right side
    }
# Beside the name of the stretch or release, and above its steps. The steps can name the other side:
# the head tilts to the left to stretch the right side.
guide-side =
    { $side ->
        [left] For your left side
       *[right] For your right side
    }
guide-once-more = Once more
guide-goes-on-in = Continues in
guide-let-go = Let go, shake it out
guide-next-in = Next one in
guide-then = After this
guide-progress = { $done } of { $count } parts
guide-next = Next: { $name }
guide-seconds-left =
    { $seconds ->
       *[other] { $seconds } seconds left to hold
    }
guide-hold = Hold
guide-waiting = Waiting for you
guide-own-range = This is your range today. It counts.
guide-breathe = Breathe calmly. Stop if it hurts.
# Repetitions: what to do now, and how many are done
guide-rep-out = Move
guide-rep-hold = Stay
guide-rep-back = Slowly back
guide-reps-of = { $done } of { $count } repetitions
guide-clock-no-rule = The camera cannot check this one. The timer counts.
guide-clock-no-picture = No camera picture. The timer counts.
# { $why } is a complete sentence
guide-clock-not-seen = The timer counts. { $why }
guide-clock-chosen = The timer counts, as you chose.
guide-mirror = Mirror view
guide-go-on = Continue
guide-pause = Pause
guide-pause-key = Space
guide-back = Back
guide-back-key = Left arrow
guide-skip = Next
guide-skip-key = Right arrow
guide-skip-item = Skip this one
guide-skip-item-hint = To the next stretch
guide-use-clock = Use the timer
guide-use-camera = Use the camera
guide-stuck = You are doing it and nothing counts? The camera may not see it. Press “{ guide-use-clock }”.
guide-who-counts = How the hold is counted
guide-stop = Stop
guide-stop-key = Esc

# Spoken
guide-say-hold = Hold.
guide-say-side =
    { $side ->
        [left] Now for your left side.
       *[right] Now for your right side.
    }
guide-say-once-more = Once more.
guide-say-clock = The timer counts.
guide-say-finished = All done.
guide-no-sound = No sound: { $error }
guide-no-speech = No speech program was found. Please install speech-dispatcher.
guide-not-spoken = The steps were not spoken: { $error }
guide-speech-ended = The steps were not spoken: spd-say ended with { $status }.

# Corrections during a guided stretch
guide-cue-outside = Move back a little: your { $landmark } is out of the picture.
guide-cue-hidden = Your { $landmark } is hidden from the camera.
guide-cue-no-depth = The camera cannot measure how far your arms reach.
guide-cue-elsewhere = Return to your starting place and sit or stand at rest.
guide-cue-no-rest = Sit or stand upright for a moment, arms down.
guide-cue-nobody = Nobody is in the picture.
guide-cue-slower = Slower: take about { $seconds } seconds for each.
guide-cue-not-enough = The camera cannot see enough of you.

# Before the first guided stretch
guide-notes-title = Before your first stretch
guide-notes-advice = Plumbline gives wellbeing advice, not a diagnosis or treatment.
guide-notes-trouble = Do you have trouble with any of these?
guide-notes-not-offered = Stretches that strain it are then left out. You can change this in Settings.
guide-notes-begin = I have read this, start
guide-notes-not-now = Not now

# At the end
guide-well-done = Well done
guide-was-short = Stopped early
guide-back-to-work = Back to work
guide-back-to-work-key = Enter
guide-skipped = Skipped.
guide-held-clock = Held for { $held } of { $planned } seconds, counted by the timer.
guide-held-all-seen = Held for { $held } of { $planned } seconds, all seen by the camera.
guide-reps-clock = { $done } of { $planned } repetitions, paced by the timer.
guide-reps-all-seen = { $done } of { $planned } repetitions, all counted by the camera.
guide-reps-some-seen = { $done } of { $planned } repetitions, { $seen } of them counted by the camera.
guide-held-some-seen = Held for { $held } of { $planned } seconds, { $seen } of them seen by the camera.
guide-then-skipped = { $held } Skipped.
guide-then-stopped = { $held } Stopped.

## History

history-no-folder = There is no folder for the history.
history-reading = Reading…
history-day = Day
history-week = Week
history-month = Month
history-year = Year
# By hour and weekday
history-when = Hours
# By fault
history-what = Faults
history-back-day = Back to the day
history-back-week = Back to the week
history-back-month = Back to the month
history-back-year = Back to the year
history-back-when = Back to the hours
history-back-what = Back to the faults
history-back-key = Backspace
history-earlier = Earlier
history-earlier-key = Earlier (Page up)
history-later = Later
history-later-key = Later (Page down)
history-today = Today
# The button with the date opens a calendar
history-choose-day = { $date }. Choose a day
history-month-before = Month before
history-month-after = Month after
# names of the two choices, for screen readers
history-shown = What is shown
history-span = Time
history-three-months = 3 months
history-a-year = A year
history-delete-day = Delete this day…
history-will-be-gone = { $day } will be deleted for good.
history-delete = Delete it
history-keep = Keep it
history-save-picture-of = Save picture: { $chart }
history-save-month = Page for a physiotherapist (PDF)
history-month-saved = Report saved: { $file }
history-month-failed = The report could not be saved: { $problem }
history-nothing-yet = No history yet. Your first minutes appear here soon after the camera starts.
history-of-thirty-days = Last 30 days, longest first.
history-thirty-days-to = 30 days to { $date }, longest first.

# The cards of a page
history-card-day = Your day
history-card-days = Good posture, share of measured time
history-card-year = Good posture, day by day
history-card-year-hint = Click a day to open it, or use the arrow keys and Enter. Days with less than 10 measured minutes are empty.
history-card-compared = Compared with the week before
history-card-faults = Most common faults
history-card-heat = Good posture by weekday and hour, in %
history-card-stretches = Next alert after each stretch
history-card-variety = Changes of position
history-card-trial = What helps you, by lot
history-card-day-hint = Click a minute to see it, or focus the strip and use the arrow keys. Ctrl+arrow jumps from alert to alert.
history-card-days-hint = Below: watched time. Click a day to open it, or use the arrow keys and Enter. Days with less than 10 measured minutes have no bar.
history-card-stretches-hint = Median time to the next alert for the same posture. “Without”: you corrected the same faults without a stretch. Shown from 3 cases on. This does not prove that a stretch works.
history-this-week = This week
history-week-before = Week before
history-too-little = too little data
history-compared-good = Good posture
history-compared-watched = Watched
history-compared-alerts = Alerts
history-compared-corrected = Corrected alerts
history-compared-breaks = Breaks
history-compared-stretches = Stretches

# The strip of a day
history-strip-nothing = Nothing was watched on this day.
history-strip-words = Good for { $good }, fault for { $fault }, unclear for { $unsure }; { $alerts }, { $breaks }.
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
history-moment-fault = fault
history-moment-unsure = unclear
history-moment-none = not watched, or away

# Details of one minute, one text per line
history-minute = { $time } – { $parts }
history-minute-good = good for { $seconds } s
history-minute-fault = fault for { $seconds } s
history-minute-unsure = unclear for { $seconds } s
history-minute-away = away for { $seconds } s
history-minute-seen = Faults: { $faults }
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
history-event-snoozed = Alerts snoozed
history-event-calibrated = Upright posture set
history-event-left = You left
history-event-returned = You came back
history-event-watch-off = Watching stopped
history-event-watch-on = Watching resumed

# The angles over a day
history-trace-forward-head = Forward head, ° from upright
history-trace-raised-left = Left shoulder raised, ° from upright
history-trace-raised-right = Right shoulder raised, ° from upright
history-trace-point = { $time }{"\u000A"}{ $middle }°, mostly { $low }° to { $high }°
history-trace-nothing = { $name }: no data.
history-trace-words = { $name }: between { $low }° and { $high }°.
history-trace-words-beyond = { $name }: between { $low }° and { $high }°, beyond the limit of { $limit }° for { $percent } % of the time.

# Day by day. Shown as separate lines, or joined with commas
history-day-good = { $percent } % good
history-day-watched = { $duration } watched
history-day-too-little = { $duration } watched, too little data
history-day-not-watched = not watched
history-days-picked = Good posture by day: { $day }.
history-days-picked-open = { $day }. Enter opens it.
history-days-share = { $day } { $percent } %
history-days-words = Good posture by day: { $days }.
history-days-nothing = Good posture by day: too little data.
# The dashed line on the bars of the days
history-target = Target { $percent } %
# The end of the scale of colours: "up to 40 %"
history-up-to = up to { $share }

# Faults and stretches
history-faults-none = No faults in this period.
history-fault-words = { $duration } ({ $percent } % of measured time); alerts: { $alerts }, corrected: { $corrected }
history-stretches-none = No stretches in this period.
history-after = with
history-without = without
history-too-few = too few cases
history-bar = { $what }: { $value }
history-done = done { $times }×
history-done-held = done { $times }×, held { $held }
history-done-seen = done { $times }×, held { $held } ({ $seen } seen by the camera)
history-seconds = { $seconds } s

# The week by hour and weekday
history-heat-nothing = No data yet.
history-heat-cell = { $weekday } { $from }:00 – { $to }:00: { $percent } % good of { $duration } measured
history-heat-day = { $weekday } { $percent } %
history-heat-day-worst = { $weekday } { $percent } %, worst from { $hour }:00
history-heat-words = Share of good posture by weekday and hour: { $days }.

# Sentences about a month, a run of days, the hours of the day
# For screen readers: the ring of the summary
history-share-words = Share of good posture: { $percent } %
# $period: one of the history-period-… below, or a month with its year
history-year-words = { $period }: { $percent } % good ({ $watched } watched).
history-year-too-little = { $period }: only { $watched } watched, too little for a summary.
history-month-too-little = { $period }: only { $watched } watched, too little for a summary.
history-month-words = { $period }: { $percent } % good ({ $watched } watched).
# A period that includes today, or an earlier one
history-period-week = Your week
history-period-week-of = Week of { $date }
history-period-month = Your month
history-period-year = Your last 365 days
history-period-year-to = 365 days to { $date }
history-month-streak =
    { $days ->
        [one] Longest streak: { $days } full day with { $percent } % or more ({ $from } to { $to }).
       *[other] Longest streak: { $days } full days with { $percent } % or more ({ $from } to { $to }).
    }
history-streak =
    { $days ->
       *[other] Current streak: { $days } full days with { $percent } % or more, since { $from }.
    }
history-best-worst = Your best hour: { $best }:00 to { $best_end }:00 ({ $high } % good). Your hardest hour: { $worst }:00 to { $worst_end }:00 ({ $low } %).
history-no-hour = No hour of the day stands out.
history-hour-needed = Hours can be compared once one of them has 1 h of measured time.
# How often the person changed position
history-variety-words = You changed position { $shifts } times an hour. The longest time in one position was { $longest }, and { $still } of the time went by in positions kept for 10 minutes or longer.
history-variety-standing = Standing: { $duration }.
history-variety-shifts = Changes an hour
history-variety-longest = Longest in one position, minutes
# One column: $when is a day, or hours such as "9:00–10:00"
history-variety-column = { $when }: { $shifts } changes an hour, longest { $longest }
history-variety-column-little = { $when }: too little data
# The trial by lot. The three offers, within a sentence
trial-hint = the hint alone
trial-reset = a quick reset
trial-stretch = a stretch
trial-name-hint = Hint alone
trial-name-reset = Quick reset
trial-name-stretch = Stretch
trial-running = { $done } of { $all } alerts drawn so far. What helped is compared once, when all are there.
trial-best = Your posture stayed good longest after { $offer }. Chance does not explain the difference.
trial-none = No offer was better than another beyond what chance explains.
trial-worse = The hint alone was better than { $offer }. Chance does not explain the difference.
trial-between = { $better } was better than { $worse }, but not clearly better than the hint alone.
# One line for each offer; $time is "about 12 minutes"
trial-arm = After { $offer }: { $time } until the next alert ({ $cases } alerts).
trial-arm-interval = After { $offer }: { $time } until the next alert, between { $low } and { $high } min with 90 % confidence ({ $cases } alerts).
trial-felt-less = Days with more offered movements were rated with less discomfort.
trial-felt-more = Days with more offered movements were rated with more discomfort.
trial-felt-none = Discomfort was not clearly different on days with more offered movements ({ $days } rated days).
trial-rule = The rule was fixed before: the first { $all } alerts, compared once, with an error of 5 % for all comparisons together. It holds for you and this time only.

# Summary of a week. { $duration } is for example "1 minute", "12 minutes" or "2 h 5 min"
# $period: history-period-week or history-period-week-of
history-week-nothing = { $period }: nothing was watched.
history-week-nothing-yet = Nothing has been watched this week yet.
history-week-watched-one = { $duration } watched
history-week-watched = { $duration } watched
# { $watched } is one of the two above
history-week-only = { $period }: only { $watched }, too little for a summary.
history-week-judged-little = { $period }: { $watched }. Posture was clear for only { $judged }, too little for a summary.
history-week-good = { $period }: { $share } good ({ $watched }).
history-week-good-so-far = Your week so far: { $share } good ({ $watched }).
history-week-no-comparison = Too little data from the week before to compare.
history-week-same = About the same as the week before ({ $before }).
history-week-more = { $points } higher than the week before ({ $before }).
history-week-less = { $points } lower than the week before ({ $before }).
history-week-points =
    { $points ->
        [one] { $points } percentage point
       *[other] { $points } percentage points
    }
history-week-longest = Most common: { $fault }, { $duration } ({ $share } of measured time).
history-week-alike =
    { $days ->
       *[other] Your { $days } full days were about the same.
    }
history-week-best = Best day: { $best } ({ $high }). Hardest day: { $worst } ({ $low }).
history-week-corrected =
    { $all ->
        [one] You corrected your posture after { $corrected } of { $all } alert, half within { $seconds } seconds.
       *[other] You corrected your posture after { $corrected } of { $all } alerts, half within { $seconds } seconds.
    }
history-times =
    { $times ->
        [1] once
        [2] twice
       *[other] { $times } times
    }
# { $times } is "once", "twice", "12 times"
history-stretched = You stretched { $times }.
history-stretched-effect = You stretched { $times }. Typical time to the next alert for the same posture: { $after } after a stretch, { $without } after a correction alone.
history-about = about { $duration }
history-more-than = more than { $duration }
history-percent-over = over 99 %
history-percent-under = under 1 %

# Results of export, import, delete and save
history-no-export-folder = There is no folder for the export.
history-exported = Exported to { $files }.
history-exported-two = { $first } and { $second }
history-export-failed = The export failed: { $problem }.
history-import-title = Import a history exported by Plumbline
history-import-filter = Exported history
history-no-file-chosen = No file was chosen. If no dialog opened, type the file's path next to the button.
history-deleted = Your history was deleted.
history-delete-failed = Your history could not be deleted: { $problem }.
history-day-deleted = { $day } was deleted.
history-day-delete-failed = The day could not be deleted: { $problem }.
history-days-kept =
    { $days ->
       *[other] Your history is now kept for { $days } days.
    }
history-all-kept = Your history is now kept forever.
history-old-delete-failed = Old days could not be deleted: { $problem }.
history-none-kept = No history is kept.
history-none-kept-because = No history is kept: { $problem }.
history-no-thread = No history is kept: its thread cannot start ({ $error }).
history-was-damaged =
    { $saved ->
       *[other] Your posture history was damaged. { $saved } rows were saved. The damaged file is kept as { $file }. Delete it if nothing is missing.
    }
history-disk-full = the disk is full; free some space and start Plumbline again
history-mistake = A bug in Plumbline stopped the history. Restart Plumbline to continue it. Saved data is kept.
history-not-written = The history is not being saved: { $problem }.
history-no-picture-folder = There is no folder for the picture.
history-picture-saved = Saved as { $file }.
history-picture-failed = The picture could not be saved: { $problem }.
history-import-known = Nothing new in { $file }. Your history already has all of it.
history-imported = Imported { $file }: { $new }.
history-import-failed = { $file } was not imported: { $problem }.
history-import-not-allowed = Plumbline has no access to that folder; move the file to your downloads and try again, or start Plumbline with --no-sandbox
history-import-new = { $minutes } new minutes and { $events } new events
history-import-new-known = { $minutes } new minutes and { $events } new events, { $known } already there

## The weekly report, a page to print

# "Posture, 9 November to 15 November 2026"
report-title = Posture, { $from } to { $to }
report-days = Day by day
report-days-about = Hours watched: good, fault, and unclear in grey. The percentage is the share of good posture in the measured time.
report-days-words = Hours watched on each day, with good posture and faults
report-hours = Hour by hour
report-hours-about = Each square is one hour. A stronger colour means a larger share of good posture. A larger square means more time watched.
report-hours-words = Share of good posture by weekday and hour
# "Mon 9:00: 87 % good, 42 min watched"
report-hour = { $weekday } { $hour }:00: { $good } good, { $watched } watched
report-faults-about = Share of the measured time. Several faults can occur at once.
report-faults-words = Time in each fault
# Titles of columns
report-good = Good
report-alerts = Alerts
report-corrections = Corrections and stretches
report-corrected = Corrected
report-stretch = Stretch
report-done = Done
report-held = Held
report-next-alert = Next alert
report-without = Without
report-made-by = Made by Plumbline on this computer from your history. Wellbeing advice, not a diagnosis: Plumbline is not a medical device.
# The report on a month, one page for a physiotherapist. $month is "November 2026"
report-month-title = Posture in { $month }
report-month-lead =
    { $days ->
        [one] 1 day
       *[other] { $days } days
    }, watched for { $watched }. Posture was good for { $share } of the measured time.
report-month-lead-little =
    { $days ->
        [one] 1 day
       *[other] { $days } days
    }, watched for { $watched }. That is too little for a share of good posture.
report-month-nothing = Nothing was watched in this month.
report-changes = What changed
report-this-month = This month
report-month-before = Month before
report-month-same = The share of good posture is about the same as in the month before.
report-month-more = The share of good posture is { $points } points higher than in the month before.
report-month-less = The share of good posture is { $points } points lower than in the month before.
report-trend-unknown = There are too few full days for a trend within the month.
report-trend-none = Within the month there is no clear trend.
report-trend = Within the month it changed by { $points } points a week (90 % interval: { $low } to { $high }).
report-faults-by-hour = Faults by hour of the day
report-faults-by-hour-about = Share of the measured time with the fault, by the hour it was. Several faults can occur at once.
report-ranges = Ranges
report-median = Median
report-middle-80 = Middle 80 %
report-limit = Limit
report-from-to = { $from } to { $to }
report-ranges-about = Change from the person's own upright posture, minute by minute; the distance is from the camera. Beyond the limit, widened by the uncertainty, it counts as a fault. Slouch is in shoulder widths.
report-positions = { $shifts } changes of position an hour. Longest in one position: { $longest }. { $still } of the time was in positions kept for 10 minutes or longer.
report-stretches = Stretches and exercises
report-seen = Seen
report-stretches-about = Held: total time. Seen: the part that the camera confirmed. Next alert: median time until the next alert for the same posture on that day.
report-discomfort = Discomfort, as the person rated it
report-felt =
    Rated on { $days ->
        [one] 1 day
       *[other] { $days } days
    }, 0 (none) to 10: median { $median }, from { $low } to { $high }.
# $areas is a list of the next text
report-felt-areas = Where: { $areas }.
report-felt-area =
    { $area } ({ $days ->
        [one] 1 day
       *[other] { $days } days
    })
report-month-footer = Made by Plumbline on the person's own computer. Estimates from a webcam, tried on rendered people only; the uncertainty of an angle is several degrees. Wellbeing advice, not a diagnosis: Plumbline is not a medical device.

## Parts of the body in the question about discomfort

area-head = head or eyes
area-neck = neck
area-left-shoulder = left shoulder
area-right-shoulder = right shoulder
area-upper-back = upper back
area-lower-back = lower back
area-left-arm = left arm or hand
area-right-arm = right arm or hand

## Answers of the commands plumbline status, pause, resume, snooze, stretch, upright. Do not translate the words
## after a colon and the examples: people type them.

control-not-running = Plumbline is not running. Start it with: plumbline
control-not-reached = Plumbline is running, but does not answer. It may be an older version: quit it and start it again.
control-no-window = Plumbline is running without a window.
control-paused = Watching is paused. Resume it with: plumbline resume
control-resumed = Watching continues.
control-stretch-shown = The stretch is shown in the window.
control-snoozed =
    { $minutes ->
        [one] Alerts are snoozed for one minute.
       *[other] Alerts are snoozed for { $minutes } minutes.
    }
control-snoozed-until-tomorrow = Alerts are snoozed until tomorrow.
control-snooze-over = Alerts are on again.
control-no-duration = “{ $text }” is no duration. Examples: 30m, 1h, tomorrow, off.
control-watching = Watching { $name }
control-snooze-left = Alerts snoozed for { $minutes } min
control-upright-failed = The upright posture was not set. See the window, or try again: plumbline upright

## Sandbox

# $problem is the message of the operating system, without a full stop.
sandbox-may-be-cause = { $problem }; the sandbox of Plumbline may be the cause: check with plumbline --no-sandbox

## Settings

settings-merged = The settings file was changed outside Plumbline. These changes are now in use.
settings-camera = Camera
settings-place = Place
settings-alerts = Alerts
settings-quiet = Quiet times
settings-watching = Breaks and watching
settings-watched = Faults to watch
settings-stretching = Stretching
settings-appearance = Appearance
settings-data = Privacy and data
settings-about = About
# A sentence below the title of each section
settings-camera-about = Where the picture comes from, and what you see of it.
settings-alerts-about = When Plumbline tells you about a fault, and how.
settings-quiet-about = Times without notifications. Measuring continues.
settings-watching-about = When to remind you to move, and when the camera is on.
settings-watched-about = Only the faults that are switched on count.
settings-stretching-about = How a stretch is guided, and which are suggested.
settings-appearance-about = How the window looks.
# The search field, and its results: "Play a sound · Alerts"
settings-search = Search settings
settings-found =
    { $count ->
        [0] Nothing found
        [one] { $count } setting found
       *[other] { $count } settings found
    }
settings-found-row = { $setting } · { $section }
# In a narrow window: back to the list of sections
settings-back = Back to the settings

# Camera
settings-which-camera = Your camera
settings-picture = Picture
settings-other-source = Other source
settings-use-it = Use it
# Accepted values of the source field. Do not translate camera, camera:1, demo and http://
settings-source-hint = camera, camera:1, demo, a picture, folder or video, or an http:// MJPEG address
settings-field-of-view = Horizontal field of view
settings-field-of-view-about = Used for the distance to the screen. Most webcams have 60° to 80°.
settings-view-assumed = { $deg }° ± { $sd }°, assumed: nothing is known about this camera.
settings-view-table = { $deg }° ± { $sd }°, from the table of common cameras.
settings-view-stated = { $deg }° ± { $sd }°, as you set it.
settings-view-measured = { $deg }° ± { $sd }°, from the distance you measured.
# After one of the four sentences above
settings-distance-sure = Distances are known to { $percent } %.
settings-distance-unsure = Distances are known to { $percent } % only, and “{ fault-noun-too-close }” needs 10 %. Measure your distance once.
settings-view-forget = Forget my field of view
settings-tape = Measure your distance
settings-tape-about = From the camera to your eyes with a tape measure, in centimetres. Hold still meanwhile.
settings-tape-waits = From the camera to your eyes with a tape measure. The camera must see your face first.
settings-tape-use = Apply
settings-sheet = Or with a sheet of paper
settings-sheet-about = Press Start. Hold a sheet of { $paper } flat between the camera and your eyes, so that its two short edges touch both, and stay there until it is measured.
paper-a4 = A4
paper-letter = Letter
settings-sheet-start = Start
settings-sheet-stop = Stop
settings-sheet-wait = Hold the sheet. Measuring in { $seconds } s.
settings-sheet-measure = Measuring: stay there.
settings-sheet-no-face = The camera did not see your face behind the sheet. Hold the sheet flat, below your eyes.
settings-tape-number = Enter 20 to 200 cm.
settings-tape-impossible = This does not fit your face in the picture, which looks about { $seen } cm away. Measure from the camera to your eyes.
settings-tape-done = Measured: { $tape } cm. For an average head and camera it looked like { $seen } cm. Distances use it now, angles after you set your upright posture again.
settings-tape-forget = Forget the measured distance

# Place
settings-place-hint = Your upright posture is saved for each camera. If you move a camera around, give each place a name.
settings-usual-place = Usual place
settings-another-place = Another place
settings-add-place = Add
settings-forget-place = Remove this place

# Alerts
settings-alerts-when = When
settings-alerts-how = How
settings-sensitivity = Sensitivity
settings-sensitivity-about = Strict counts smaller changes from your upright posture.
settings-relaxed = Relaxed
settings-normal = Normal
settings-strict = Strict
settings-dwell = Fault time before an alert
settings-dwell-about = How long a fault must last.
settings-cooldown = Pause between two alerts
settings-cooldown-about = No alert sooner than this after the last one.
settings-notifications = Desktop notifications
settings-notifications-about = Off: alerts appear in this window, and on the screen if you choose so.
settings-sounds = Sounds
settings-sounds-about = These are all sounds of Plumbline.
settings-sound = Play a sound
settings-sound-about = With each notification.
settings-daily-notifications = Maximum notifications a day
settings-on-screen = On the whole screen
settings-edge-glow = Glow at the edge of the screen
settings-edge-glow-about = Begins before the alert, gets wider while the fault lasts and goes when you sit upright again. You can click through it.
settings-dim-screens = Dim the screen
settings-dim-screens-about = The screen gets darker while the fault lasts. Text stays readable.
settings-no-layer-shell = Your desktop does not let programs draw above all windows (GNOME on Wayland, for example). Use notifications instead.
settings-no-glow-display = The display does not answer, so nothing can be shown on the whole screen. Use notifications instead.
settings-no-blending = No compositor is running (such as picom): the glow is a thin opaque band, and the screen cannot be dimmed.
settings-vary-alerts = Vary the way
settings-vary-alerts-about = One of the chosen ways at a time, another one for the next fault. Attention to one kind wears off.

# Quiet
settings-quiet-calls = During calls
settings-quiet-calls-about = While another program uses the microphone or camera, or shares the screen.
settings-quiet-presenting = While a window is full screen
settings-quiet-hours = Every day between these hours
settings-quiet-from = from
settings-quiet-to = to

# Watching
settings-break-after = Remind me to move after
settings-break-after-about = Time of sitting without a break.
settings-break-minutes = { $minutes } min
settings-break-never = Never
settings-invite-after = Invite me to change position after
settings-invite-after-about = Time in one position, whatever it is. Invitations come sooner at hours when you usually move after one, and later at the others.
settings-on-battery = On battery
settings-battery-as-usual = As usual
settings-battery-slower = Measure less often
settings-battery-pause = Pause
settings-off-while-away = Turn the camera off while I am away
settings-off-while-away-about = It checks for me every 30 s.
settings-in-background = In the background
settings-keep-watching = Keep watching when the window is closed
settings-keep-watching-about = Needs a tray for the icon.
settings-start-at-login = Start when I log in
# Under the box above, which is empty. $program is the path of another copy of Plumbline.
settings-starts-other-at-login = Another copy of Plumbline starts at login: { $program }. Switch this on to start this one instead.

# Faults to watch
settings-limits = Limits for each fault
settings-limits-not-watched = Current values appear here while the camera measures you.
settings-limits-reset = Reset all limits

# Stretching
settings-guided = Guided stretches
settings-suggested = Suggestions
settings-camera-counts = Count holds with the camera
settings-camera-counts-about = Where the camera can measure the stretch. Otherwise a timer counts.
settings-trial = Find out by lot what helps me
settings-trial-about = At each alert a lot decides: only the hint, a quick reset or a stretch. Once a day you are asked about discomfort. After 90 alerts the History says what helped, and whether chance explains it.
settings-rounds = Hold each side
settings-rounds-times =
    { $rounds ->
        [1] Once
        [2] Twice
       *[other] { $rounds } times
    }
settings-cues = Sound of guided stretches
settings-cues-off = None
settings-cues-chime = Chime
settings-cues-spoken = Spoken steps
settings-equipment = Equipment you have. Stretches that need anything else are not suggested.
settings-troubles = Where you have trouble. Stretches that strain it are not suggested.
settings-put-away = Not suggested, because you turned them off:
settings-offer-again = Suggest “{ $name }” again

# Appearance and privacy
settings-language = Language
settings-language-system = Same as desktop
settings-silhouette = Show a silhouette, not the picture
settings-silhouette-about = Your outline is drawn from the measured points.
settings-turn = Turn the picture
settings-turn-about = Clockwise. Automatic sets you upright in it.
settings-turn-auto = Automatic
settings-turn-now = It is turned by { $deg }° now.
settings-mirrored = The camera’s picture is mirrored
settings-mirrored-about = Some cameras exchange left and right.
settings-theme = Theme
settings-theme-system = Same as desktop
settings-theme-light = Light
settings-theme-dark = Dark
settings-contrast = Contrast
settings-contrast-about = High: stronger text and outlines.
settings-contrast-system = Same as desktop
settings-contrast-normal = Normal
settings-contrast-high = High
settings-size = Size
settings-size-about = Also Ctrl+plus and Ctrl+minus.
settings-reduced-motion = Reduce motion
settings-reduced-motion-about = Changes appear at once.
settings-never-leave = Pictures never leave this computer and are never written to disk.
settings-sandbox-closed = The sandbox enforces this. Plumbline can use only its own folders and the folder for exported files. Outside this computer, it can connect only to a network camera you have named.
settings-sandbox-open = The sandbox does not fully enforce this: { $state }.

# Your data
settings-keep-for = Keep the history
settings-keep-ever = Forever
settings-keep-year = 1 year
settings-keep-days =
    { $days ->
       *[other] { $days } days
    }
settings-history = History
settings-export = Export everything
settings-export-about = To your downloads; without such a folder, to your documents.
settings-export-json = As JSON
settings-export-json-hint = One file that can be imported again
settings-export-csv = As CSV
settings-export-csv-hint = Minutes and events, for a spreadsheet
settings-import-title = Import
settings-import = Import an export…
settings-import-path = or its path
settings-import-file = Import
settings-import-hint = You can also drop a JSON export on this page. Your existing history stays.
settings-delete-history = Delete the history…
settings-all-gone = Your whole history will be deleted for good.
settings-delete = Delete it
settings-keep = Keep it

# About
settings-starting-model = starting the pose model…
settings-advice = Plumbline gives wellbeing advice, not a diagnosis. With an injury or lasting pain, see a doctor.

# Preview below a setting: its effect on the current values and on the last days
settings-now-not-watched = not watched
settings-now-unmeasured = now: cannot be measured ({ $why })
settings-now-needs-upright = now: needs your upright posture
settings-now-too-unsure = now { $now }; { $bound }: too uncertain to count
settings-now-counts = now { $now }; { $bound }: counts
settings-now-would-count = now { $now }; { $bound }: would count
settings-now-about-to-end = now { $now }; { $bound }: about to end
settings-now-would-not-count = now { $now }; { $bound }: would not count
settings-bound-ends = ends at { $limit }
settings-bound-below = counts below { $limit } (includes { $doubt } uncertainty)
settings-bound-from = counts from { $limit } (includes { $doubt } uncertainty)
settings-past =
    { $days ->
       *[other] last { $days } days: { $beyond } of { $measured } beyond the limit
    }
# "forward head +4.0° (limit +7.0°)". settings-value-against: for a distance, where smaller is worse
settings-value-of = { $quantity } { $now } (limit { $limit })
settings-value-against = { $quantity } { $now } (limit { $limit })
settings-now-these-count = Would count now: { $values }.
settings-now-nothing-counts = Nothing would count now. Closest: { $value }.
settings-now-nothing-told = Nothing can be measured now.
settings-dwell-no-fault = No fault now.
settings-dwell-left = “{ $fault }” has lasted { $lasted } s. Alert in { $left } s.
settings-dwell-over = “{ $fault }” has lasted { $lasted } s. This would trigger an alert.

## Camera list, in the settings and the welcome

camera-looking = Looking for cameras…
camera-infrared = { $name } (infrared)
camera-raw-sensor = { $name } (raw sensor)
camera-none = No camera was found. Connect one, or continue without.
camera-look-again = Search again

## Welcome: three steps on the first run

welcome-step = Step { $number } of { $count }
welcome-choose-camera = Choose my camera
welcome-that-is-me = That is me
welcome-start-watching = Start watching
welcome-without-upright = Skip for now
welcome-back = Back
welcome-skip = Skip
welcome-skip-hint = Go straight to the window (Esc)
welcome-which-camera = Which camera sees you?
welcome-camera-hint = Head and shoulders should be in the picture.
# Text for screen readers
welcome-figure = A person at a desk comes from a slouch to sitting upright
welcome-no-camera = No camera at hand? Look at everything with a bundled picture.
welcome-camera-height = Camera at the height of your eyes, on top of the screen.
welcome-camera-distance = Sit an arm's length away, in the middle of the picture.
welcome-camera-light = Light from the front or the side, not from behind.
welcome-ring-countdown = Seconds until it measures
welcome-ring-done = Your upright posture is set
welcome-title = Welcome to Plumbline
welcome-plumb-line = A plumb line shows what is straight. Plumbline shows how you sit.
welcome-does = What it does
welcome-does-text = Plumbline uses your webcam to measure how far your head comes forward and your shoulders rise, compared with your upright posture. If this lasts, you get an alert and a stretch that can help.
welcome-private = What stays private
welcome-private-text = Your pictures. They are measured, then discarded. They are never stored or sent. Only numbers are kept, and you can delete them.
welcome-is-not = Advice, not diagnosis
welcome-is-not-text = Plumbline gives wellbeing advice, not a diagnosis. With an injury or lasting pain, see a doctor.
welcome-upright = Set your upright posture
welcome-upright-text = Put your feet on the floor, sit tall, drop your shoulders and look at the screen. Press the button and hold still: 3 s to settle, 4 s to measure.
welcome-no-picture = No picture yet. You can do this later with Ctrl+U.

## List of keyboard shortcuts

keys-title = Keyboard
keys-hint = Keyboard (F1)
keys-close = Close
keys-tabs = Ctrl+1 to Ctrl+4
keys-tabs-do = Now, Stretch, History, Settings
keys-upright = Ctrl+U
keys-upright-do = Set my upright posture
keys-pause = Ctrl+P
keys-pause-do = Pause or resume watching
keys-stretch = Ctrl+Enter
keys-stretch-do = Start the recommended stretch, or the routine for today
keys-guide = Space, arrows, Esc
keys-guide-do = While stretching: pause, step back or forward, stop
keys-pages = Page up, Page down
keys-pages-do = History: earlier, later
keys-tab = Tab, Shift+Tab
keys-tab-do = Next or previous control
keys-press = Space or Enter
keys-press-do = Press the focused control
keys-search = Ctrl+F
keys-search-do = Stretch, Settings: search
keys-arrows = Arrow keys
keys-arrows-do = Move the focused slider
keys-size = Ctrl+plus, Ctrl+minus, Ctrl+0
keys-size-do = Larger, smaller, 100 %
keys-escape = Esc
keys-escape-do = Close or cancel what is open, skip the welcome
keys-list = F1 or ?
keys-list-do = This list
keys-quit = Ctrl+Q
keys-quit-do = Quit, even if closing the window only hides it
