### French texts of Plumbline. The English file is the source.
### Address: vous. Baseline/upright posture: posture de référence; forward head: tête en avant; slouch: dos affaissé, affaissement; hold: maintenir, maintien; alert: alerte; snooze: suspendre les alertes; watched time: temps de suivi; measured time: temps mesuré; stretch: étirement; release: automassage.

## Posture faults, each in three forms: headline, clause after other words ("Still: …"), and noun
## ("Most common: …, 58 minutes"). The headline is also the title of
## the desktop notification.

fault-forward-head = Votre tête est en avant
fault-raised-shoulders = Vos épaules sont remontées
fault-raised-shoulder-left = Votre épaule gauche est remontée
fault-raised-shoulder-right = Votre épaule droite est remontée
fault-slouch = Votre dos s’affaisse
fault-head-tilt = Votre tête est inclinée
fault-uneven-shoulders = Vos épaules sont de travers
fault-leaning = Votre buste est penché
fault-too-close = Vous êtes trop près de l’écran
fault-too-still = Vous n’avez pas bougé depuis longtemps

fault-within-forward-head = votre tête est en avant
fault-within-raised-shoulders = vos épaules sont remontées
fault-within-raised-shoulder-left = votre épaule gauche est remontée
fault-within-raised-shoulder-right = votre épaule droite est remontée
fault-within-slouch = votre dos s’affaisse
fault-within-head-tilt = votre tête est inclinée
fault-within-uneven-shoulders = vos épaules sont de travers
fault-within-leaning = votre buste est penché
fault-within-too-close = vous êtes trop près de l’écran
fault-within-too-still = vous n’avez pas bougé depuis longtemps

fault-noun-forward-head = tête en avant
fault-noun-raised-shoulders = épaules remontées
fault-noun-raised-shoulder-left = épaule gauche remontée
fault-noun-raised-shoulder-right = épaule droite remontée
fault-noun-slouch = dos affaissé
fault-noun-head-tilt = tête inclinée
fault-noun-uneven-shoulders = épaules de travers
fault-noun-leaning = buste penché
fault-noun-too-close = écran trop proche
fault-noun-too-still = immobilité

## Body parts, within a sentence: "Your … is hidden from the camera."

landmark-nose = nez
landmark-left-eye = œil gauche
landmark-right-eye = œil droit
landmark-left-ear = oreille gauche
landmark-right-ear = oreille droite
landmark-mouth = bouche
landmark-left-shoulder = épaule gauche
landmark-right-shoulder = épaule droite
landmark-left-elbow = coude gauche
landmark-right-elbow = coude droit
landmark-left-wrist = poignet gauche
landmark-right-wrist = poignet droit
landmark-left-hand = main gauche
landmark-right-hand = main droite
landmark-left-hip = hanche gauche
landmark-right-hip = hanche droite
landmark-left-knee = genou gauche
landmark-right-knee = genou droit
landmark-left-ankle = cheville gauche
landmark-right-ankle = cheville droite
landmark-left-heel = talon gauche
landmark-right-heel = talon droit
landmark-left-foot = pied gauche
landmark-right-foot = pied droit

## Measured quantities: the name, and the form within a sentence (quantity-within-…)

quantity-forward-head = Tête en avant
quantity-ear-shoulder = Angle oreille-épaule
quantity-raised-shoulder-left = Épaule gauche remontée
quantity-raised-shoulder-right = Épaule droite remontée
quantity-head-tilt = Inclinaison de la tête
quantity-shoulder-tilt = Ligne des épaules
quantity-slouch = Affaissement
quantity-head-pitch = Tête baissée
quantity-head-yaw = Tête tournée
quantity-torso-yaw = Buste tourné
quantity-trunk-lean = Buste penché
quantity-screen-distance = Distance à l’écran

quantity-within-forward-head = tête en avant
quantity-within-ear-shoulder = angle oreille-épaule
quantity-within-raised-shoulder-left = épaule gauche remontée
quantity-within-raised-shoulder-right = épaule droite remontée
quantity-within-head-tilt = inclinaison de la tête
quantity-within-shoulder-tilt = ligne des épaules
quantity-within-slouch = affaissement
quantity-within-head-pitch = tête baissée
quantity-within-head-yaw = tête tournée
quantity-within-torso-yaw = buste tourné
quantity-within-trunk-lean = buste penché
quantity-within-screen-distance = distance à l’écran

## Numbers: the sign before the decimals, and a percentage

number-decimal = ,
number-percent = { $number } %

## Units, placed after a number. {" "} is a leading space

unit-centimetres = {" "}cm
unit-shoulder-widths = {" "}largeur d’épaules
unit-seconds = {" "}s
unit-hours = {" "}h
unit-minutes = {" "}min

## Why a quantity cannot be measured now. Used alone, or capitalized at the start of a sentence

unmeasured-nobody = personne dans le champ
unmeasured-landmark = { $landmark } hors champ
unmeasured-face-unclear = visage pas assez net
unmeasured-head-only = épaules hors champ
unmeasured-turned-too-far = vous n’êtes pas de face
unmeasured-needs-side-view = caméra de côté nécessaire
unmeasured-needs-front-view = caméra de face nécessaire
unmeasured-not-calibrated = posture de référence nécessaire
unmeasured-baseline-doubtful = la caméra a peut-être bougé
unmeasured-too-uncertain = trop incertain pour l’instant
unmeasured-implausible = quelque chose vous cache, ou une autre personne est visible
unmeasured-not-at-desk = personne au poste de travail
unmeasured-picture-on-its-side = l’image est couchée, tournez la caméra
unmeasured-picture-upside-down = l’image est à l’envers, retournez la caméra
unmeasured-stretching = étirement en cours
unmeasured-black-picture = l’image est noire
unmeasured-one-colour-picture = l’image est d’une seule couleur

## Weekdays, months, and the date formats that use them

date-weekday-monday = lundi
date-weekday-tuesday = mardi
date-weekday-wednesday = mercredi
date-weekday-thursday = jeudi
date-weekday-friday = vendredi
date-weekday-saturday = samedi
date-weekday-sunday = dimanche
date-weekday-short-monday = lun.
date-weekday-short-tuesday = mar.
date-weekday-short-wednesday = mer.
date-weekday-short-thursday = jeu.
date-weekday-short-friday = ven.
date-weekday-short-saturday = sam.
date-weekday-short-sunday = dim.
date-month-january = janvier
date-month-february = février
date-month-march = mars
date-month-april = avril
date-month-may = mai
date-month-june = juin
date-month-july = juillet
date-month-august = août
date-month-september = septembre
date-month-october = octobre
date-month-november = novembre
date-month-december = décembre
date-month-short-january = janv.
date-month-short-february = févr.
date-month-short-march = mars
date-month-short-april = avr.
date-month-short-may = mai
date-month-short-june = juin
date-month-short-july = juil.
date-month-short-august = août
date-month-short-september = sept.
date-month-short-october = oct.
date-month-short-november = nov.
date-month-short-december = déc.

# Wednesday, 25 November 2026
date-full =
    { $day ->
        [1] { $weekday } 1er { $month } { $year }
       *[other] { $weekday } { $day } { $month } { $year }
    }
# November 2026
date-month-year = { $month } { $year }
# 25 Nov
date-day-month =
    { $day ->
        [1] 1er { $month }
       *[other] { $day } { $month }
    }
# 25 Nov 2026
date-day-month-year =
    { $day ->
        [1] 1er { $month } { $year }
       *[other] { $day } { $month } { $year }
    }
# 25 November, and 25 November 2026
date-day-long-month =
    { $day ->
        [1] 1er { $month }
       *[other] { $day } { $month }
    }
date-long =
    { $day ->
        [1] 1er { $month } { $year }
       *[other] { $day } { $month } { $year }
    }
# Wed 25
date-weekday-day =
    { $day ->
        [1] { $weekday } 1er
       *[other] { $weekday } { $day }
    }
# Wed 25 Nov
date-weekday-day-month =
    { $day ->
        [1] { $weekday } 1er { $month }
       *[other] { $weekday } { $day } { $month }
    }
date-from-to = { $from } – { $to }

## Durations: short forms for charts and lists (duration-…), minutes in sentences (time-…)

duration-minutes = { $minutes } min
duration-hours = { $hours } h
duration-hours-minutes = { $hours } h { $minutes } min
time-minutes =
    { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }

## Window frame: tabs and messages

tab-now = Maintenant
tab-stretch = Étirements
tab-history = Historique
tab-settings = Réglages
# Shortcut of a tab, for example Ctrl+1
tab-key = Ctrl+{ $number }
# Shown at the start after a crash, and when measuring fails
crash-notice = Plumbline s’est arrêté de façon inattendue la dernière fois. Le rapport d’erreur reste sur cet ordinateur, dans { $file }. Rien n’a été envoyé.
watch-model-cannot-run = Le modèle de pose ne peut pas fonctionner : { $error }.
watch-model-failed = Le modèle de pose a échoué : { $error }.
watch-mistake = Un bug de Plumbline a interrompu la mesure. Elle redémarre automatiquement.
watch-cannot-start = Impossible de démarrer le suivi : { $error }.
alert-wrong-noted = C’est noté. La limite pour « { $fault } » est maintenant plus souple de { $percent } % (Réglages, Limite de chaque défaut).
alert-wrong-at-widest = C’est noté. La limite pour « { $fault } » ne change pas : elle vaut déjà au moins le double de la limite habituelle (Réglages, Limite de chaque défaut).
message-ok = OK
camera-turned = Vous n’étiez pas droit dans l’image de la caméra ; elle est maintenant tournée de { $deg }°.
camera-turned-undo = Annuler la rotation
message-show-details = Afficher les détails
message-hide-details = Masquer les détails
message-copy-details = Copier les détails

## Now

now-today = Aujourd’hui
# In the ring, below the share: "87 % / good posture"
now-today-good = bonne posture
# For screen readers
now-today-words = Aujourd’hui : { $percent } % de bonne posture
now-today-nothing = Aujourd’hui : rien de mesuré pour l’instant
now-today-begins = Votre journée s’affiche ici après les premières minutes.
now-timeline = Votre journée jusqu’ici
now-all-measures = Toutes les mesures
now-fewer-measures = Masquer les mesures
now-raised-shoulders = Épaules
now-from-upright = d’écart à la référence
now-left-shoulder = Gauche { $value }
now-right-shoulder = Droite { $value }
now-people =
    { $people ->
       *[other] { $people } personnes dans le champ. Seule la plus proche est mesurée.
    }
now-opening-camera = Ouverture de la caméra…
now-resting = Pendant votre absence, la caméra est éteinte. Elle s’allume toutes les 30 s pour voir si vous êtes là.
now-recording-ended = L’enregistrement est terminé.
now-looking-for-you = À votre recherche…
now-starting-model = Démarrage du modèle de pose…
now-camera-is-off = La caméra est éteinte. Rien n’est mesuré.
now-go-on-watching = Reprendre le suivi
now-no-picture = Pas d’image
now-tries-again = Nouvel essai toutes les { $seconds } s.
now-try-again = Réessayer maintenant
now-show-demonstration = Voir la démonstration
now-is-demonstration = Démonstration : une image fournie, pas la vôtre.
now-use-camera = Utiliser la caméra
now-praise =
    { $minutes ->
        [one] { $minutes } bonne minute. Continuez ainsi !
       *[other] { $minutes } bonnes minutes. Continuez ainsi !
    }
# A title and a sentence: "During your call: Your head was forward for 12 of 40 minutes."
now-quiet-summary = { $title } – { $summary }
now-quiet = Alertes suspendues : { $reason }.
now-quiet-for =
    { $minutes ->
        [one] Alertes suspendues encore une minute.
       *[other] Alertes suspendues encore { $minutes } minutes.
    }
now-alerts-again = Rétablir les alertes
now-snooze = Suspendre les alertes
now-snooze-minutes =
    { $minutes ->
        [60] Pendant une heure
        [one] Pendant { $minutes } minute
       *[other] Pendant { $minutes } minutes
    }
now-snooze-until-tomorrow = Jusqu’à demain
now-pause = Pause
now-pause-hint = Éteint la caméra (Ctrl+P)
now-sitting = Position assise depuis { $minutes } min
now-kept = Dans cette position depuis { $minutes } min
now-standing = Debout
now-shifts =
    { $count ->
        [one] { $count } changement de position par heure
       *[other] { $count } changements de position par heure
    }
# An invitation to move, in the window and as a notice
invite-same-posture = Vous gardez la même position depuis { $minutes } min. Changez d’appui, adossez-vous ou levez-vous.
invite-slump-head = Votre tête s’est avancée peu à peu en { $minutes } min. Redressez-vous.
invite-slump-back = Votre dos s’est arrondi peu à peu en { $minutes } min. Redressez-vous.
invite-slump-trunk = Vous vous êtes penché peu à peu vers l’écran en { $minutes } min. Adossez-vous.
invite-not-now = Pas maintenant
# The daily question
question-title = Quelle gêne ressentez-vous aujourd’hui ?
question-scale = 0 signifie aucune, 10 la pire imaginable.
question-score = Gêne de 0 à 10
question-where = Où ?
question-where-about = Appuyez sur les endroits. Vous voyez le corps de dos.
question-save = Enregistrer
question-skip = Pas aujourd’hui

## Why the camera is off. Also shown in the tray

off-asleep = Mise en veille de l’ordinateur
off-locked = Écran verrouillé
off-paused = En pause
off-battery = En pause sur batterie

## Why alerts are quiet, after "Quiet: "

silence-snoozed = à votre demande
silence-quiet-hours = heures de silence
silence-call = un appel semble en cours
silence-screen-shared = votre écran est partagé
silence-presenting = une fenêtre est en plein écran
silence-do-not-disturb = le mode Ne pas déranger est activé

## Upright posture (the baseline) and how to set it

upright-title = Votre posture de référence
upright-wait = Redressez-vous et regardez l’écran…
upright-countdown = Redressez-vous, regardez l’écran… { $seconds }
slouch-countdown = Affaissez-vous comme en fin de journée, puis ne bougez plus… { $seconds }
upright-hold-still = Ne bougez plus…
upright-measuring = Mesure en cours
upright-cancel = Annuler
upright-set = Définir ma posture de référence
upright-set-again = Redéfinir ma posture de référence
upright-key = Ctrl+U
upright-how = Grandissez-vous, appuyez sur le bouton et ne bougez plus pendant 4 s.
# $whose: one of the upright-of-… below
upright-remembered = D’après { $whose }. Les angles gagneront en fiabilité dès que vous vous tiendrez ainsi.
upright-remembered-only = D’après { $whose }. Pour des angles plus fiables, définissez-en une nouvelle.
upright-taken-over = Reprise de { $whose }.
upright-of-earlier = votre dernière posture de référence
upright-of-today = la posture de référence d’aujourd’hui
upright-of-yesterday = la posture de référence d’hier
upright-of-weekday = la posture de référence de { $weekday }
upright-of-date = votre posture de référence du { $date }
upright-set-new = En définir une nouvelle
upright-saved = Votre posture de référence est enregistrée.
slouch-saved = Votre dos affaissé est enregistré.
upright-undo = Annuler
upright-undo-hint = N’utiliser que les valeurs enregistrées, sans votre position ni votre apparence d’aujourd’hui
desk-title = Votre bureau
desk-about = Ce que la caméra peut dire de votre bureau. Chaque ligne suit vos changements.
desk-back = Retour
desk-check = Vérifier mon bureau
desk-check-about = Hauteur de l’écran, distance, lumière et votre place devant lui.
desk-offer = { $count ->
    [one] Une chose à votre bureau pourrait être améliorée.
   *[other] { $count } choses à votre bureau pourraient être améliorées.
}
desk-offer-show = Afficher
desk-offer-later = Pas maintenant
desk-needs-upright = Définissez d’abord votre posture de référence : le bureau est comparé à elle.
desk-height = Hauteur de l’écran
desk-tilt = Inclinaison
desk-distance = Distance
desk-ahead = Droit devant
desk-level = Épaules de niveau
desk-light = Lumière
desk-second-screen = Deuxième écran
desk-unknown = Impossible à mesurer pour l’instant. Asseyez-vous devant la caméra.
desk-height-fine = La caméra est à peu près à la hauteur de vos yeux.
desk-camera-low = La caméra est environ { $cm } cm sous vos yeux. Relevez l’écran jusqu’à ce que son bord supérieur soit à hauteur des yeux. Un portable a alors besoin d’un clavier séparé.
desk-camera-high = La caméra est environ { $cm } cm au-dessus de vos yeux. Abaissez l’écran, ou relevez le siège avec un repose-pieds.
desk-tilt-fine = L’écran et la caméra sont dirigés vers vous.
desk-tilt-up = Votre visage est près du bord supérieur de l’image. Inclinez un peu l’écran vers l’arrière.
desk-tilt-down = Votre visage est bas dans l’image. Inclinez un peu l’écran vers l’avant.
desk-distance-fine = Vous êtes à environ une longueur de bras de l’écran.
desk-too-near = Vos yeux sont à environ { $cm } cm de la caméra. Reculez l’écran à 50 à 75 cm, et agrandissez le texte au lieu de vous approcher.
desk-too-far = Vos yeux sont à environ { $cm } cm de la caméra. Rapprochez l’écran à 50 à 75 cm, pour ne pas vous pencher en lisant.
desk-distance-unsure = Vos yeux sont à environ { $cm } cm de la caméra, à { $sd } cm près. Mesurez-le une fois avec un mètre dans Réglages, Caméra.
desk-ahead-fine = L’écran et la caméra sont droit devant vous.
desk-sits-left = Vous êtes à gauche de la caméra. Déplacez le siège, l’écran ou la caméra pour être devant.
desk-sits-right = Vous êtes à droite de la caméra. Déplacez le siège, l’écran ou la caméra pour être devant.
desk-looks-left = Vous regardez à gauche de la caméra. Placez la caméra sur l’écran que vous regardez le plus, droit devant vous.
desk-looks-right = Vous regardez à droite de la caméra. Placez la caméra sur l’écran que vous regardez le plus, droit devant vous.
desk-level-fine = Vos épaules sont de niveau.
desk-left-higher = Votre épaule gauche est plus haute, de { $deg }°. Réglez les deux accoudoirs à la même hauteur, assez bas pour relâcher les épaules, et gardez la souris près de vous.
desk-right-higher = Votre épaule droite est plus haute, de { $deg }°. Réglez les deux accoudoirs à la même hauteur, assez bas pour relâcher les épaules, et gardez la souris près de vous.
desk-camera-not-level = La caméra n’est pas de niveau : elle penche de { $deg }°. Redressez-la, ou l’écran qui la porte.
desk-light-fine = Votre visage est assez éclairé.
desk-light-behind = Il fait plus clair derrière vous que sur votre visage. Placez le bureau de côté par rapport à la fenêtre ou baissez le store : l’écran reflète moins et la caméra vous voit mieux.
desk-too-dark = Votre visage est sombre. Allumez une lampe qui l’éclaire de face ou de côté.
desk-second-fine = Vous regardez droit devant vous la plupart du temps.
desk-second-later = Connu après 20 minutes devant l’écran.
desk-second-left = Vous regardez à gauche { $percent } du temps. Placez cet écran tout près de l’écran principal, ou tournez votre siège vers lui.
desk-second-right = Vous regardez à droite { $percent } du temps. Placez cet écran tout près de l’écran principal, ou tournez votre siège vers lui.
desk-sources = D’après l’outil « Computer Workstations » de l’OSHA et les conseils d’ergonomie de l’université Cornell. La caméra est supposée au bord supérieur de l’écran.
desk-hand = Gauche et droite
desk-hand-about = Certaines caméras inversent leur image. Pour vérifier, levez la main droite à côté de la tête.
desk-hand-start = Vérifier
desk-hand-waits = Levez la main droite à côté de la tête.
desk-hand-right = C’est votre main droite. La gauche et la droite sont correctes.
desk-hand-mirrored = L’image était inversée, c’est corrigé. Définissez de nouveau votre posture de référence.
upright-camera-moved = Votre caméra semble avoir bougé. Redéfinissez votre posture de référence.
upright-looks-different = Votre apparence a changé depuis que vous avez défini votre posture de référence. Redéfinissez-la.
upright-sits-straighter = Votre dos est plus droit que dans la posture enregistrée. Redéfinissez-la.
upright-nothing-moved = La garder, rien n’a bougé
upright-keep = La garder
upright-keep-hint = Garder la posture de référence enregistrée
upright-show-slouch = Montrer mon dos affaissé
upright-show-slouch-hint = Affaissez-vous comme en fin de journée et ne bougez plus pendant 4 s. Les alertes commenceront à mi-chemin de cette position.
upright-problem-not-seen = Trop peu de temps dans le champ. Placez-vous là où la caméra voit votre tête et vos épaules.
upright-problem-black-picture = L’image de la caméra est noire. Ouvrez le volet, retirez le cache ou allumez une lumière.
upright-problem-one-colour-picture = L’image de la caméra est d’une seule couleur. Allumez la caméra ou ouvrez son volet.
upright-problem-shoulders = Vos épaules étaient hors champ. Inclinez un peu la caméra vers le bas ou reculez.
upright-problem-turned = Vous n’étiez pas de face. Placez-vous face à l’écran et réessayez.
upright-problem-not-different = Cela ressemblait à votre posture de référence. Affaissez-vous comme en fin de journée et ne bougez plus.
upright-problem-moved = Trop de mouvement. Redressez-vous, regardez l’écran et ne bougez plus.

## The verdict: a headline and a sentence below it

verdict-away = Personne dans le champ
verdict-away-detail = Le temps d’absence n’est pas compté.
verdict-not-at-desk = Il ne semble pas s’agir de vous
verdict-not-at-desk-detail = Le lieu ou le visage diffère de votre posture de référence. Si c’est bien vous, définissez-en une nouvelle.
# A camera whose shutter is closed, or that is switched off
verdict-blank = Rien à voir
verdict-uncertain = Difficile à dire pour l’instant
verdict-fault = Défaut de posture
verdict-fault-detail = Redressez-vous, à votre rythme.
verdict-fault-more =
    { $count ->
        [one] Et un autre point, indiqué ci-dessous.
       *[other] Et { $count } autres points, indiqués ci-dessous.
    }
verdict-good = Bonne posture
verdict-good-detail = Proche de votre posture de référence.
verdict-good-rough = Estimation grossière d’après des moyennes. Définissez votre posture de référence pour une estimation personnelle.
verdict-unclear-picture = l’image n’est pas assez nette
# { $why } is verdict-unclear-picture or an unmeasured-… text, capitalized
verdict-why = { $why }.
verdict-why-head-only = { $why }. Inclinez un peu la caméra vers le bas ou reculez.
verdict-why-oblique = { $why }. Ce temps n’est pas compté.

## The gauges and the live picture

gauge-from-upright = écart à la référence (actuel : { $value }, ± { $doubt })
gauge-averages = ± { $doubt }, par rapport à des moyennes
gauge-back-to = retour à { $limit }
gauge-limit = limite { $limit }
gauge-limit-with = limite { $limit } (dont { $doubt } d’incertitude)
# For screen readers: name of the gauge, value, meaning
gauge-words = { $name } : { $value }, { $meaning }
picture-head = Tête
# "Head +4°"
picture-angle = { $name } { $angle }
picture-plumb-line = Fil à plomb
picture-limit = Limite d’une épaule
picture-nobody = Image en direct, personne dans le champ
picture-blank = Image en direct, rien à voir
picture-words = Image en direct avec votre tête et la ligne de vos épaules
picture-words-head = Tête { $angle }, { $limit }
picture-words-left = épaule gauche { $angle }, { $limit }
picture-words-right = épaule droite { $angle }, { $limit }

## The alert in the window

alert-since-seconds = Depuis { $seconds } secondes.
alert-since-minutes = Depuis { $minutes } minutes.
alert-start = Commencer
alert-start-hint = Suivre pas à pas (Ctrl+Entrée)
alert-show-stretch = Voir l’étirement
alert-have-moved = J’ai bougé
alert-another = En voir un autre
alert-snooze = Suspendre 15 min
alert-is-wrong = C’est une erreur
alert-is-wrong-hint = Assouplit un peu la limite de ce défaut
alert-by-lot = Tiré au sort, pour savoir ce qui vous aide.
alert-hint-only = Cette fois, seulement l’alerte : redressez-vous.
alert-dismiss = Fermer

## Notices on the desktop

notice-show-stretch = Voir l’étirement
notice-snooze = Suspendre 15 min
notice-dismiss = Fermer
notice-open = Ouvrir Plumbline
# { $fault } is a fault-within-… text
notice-still = Rappel : { $fault }
notice-a-stretch = un étirement
notice-too-still = Levez-vous et bougez un peu, ou essayez : { $stretch }.
notice-what-helps = Redressez-vous. Un étirement qui peut aider : { $stretch }.
notice-set-upright = Redéfinissez votre posture de référence
notice-invitation = C’est le moment de changer de position
notice-camera-moved = La caméra semble avoir bougé.
notice-looks-different = Votre apparence a changé depuis que vous l’avez définie.
notice-sits-straighter = Votre dos est plus droit que dans la posture enregistrée.
notice-no-service = Aucun service de notification ne répond sur ce bureau. Démarrez-en un (par exemple dunst ou mako), ou surveillez les alertes dans la fenêtre.
notice-unavailable-here = Les notifications ne sont pas encore disponibles sur ce système. Surveillez les alertes dans la fenêtre.
notice-switched-off = Les notifications de Plumbline sont désactivées. Autorisez-les dans les réglages de notifications du système, ou surveillez les alertes dans la fenêtre.
notice-failed = Le système n’a pas pu afficher de notification. Surveillez les alertes dans la fenêtre.
# Titles of the summary after a quiet period
notice-after-call = Pendant votre appel
notice-after-sharing = Pendant le partage de votre écran
notice-after-presenting = Pendant l’affichage en plein écran
notice-after-quiet = Pendant la suspension des alertes
notice-was-forward = Votre tête est restée en avant pendant { $minutes } min sur { $of }.
notice-was-raised = Vos épaules sont restées remontées pendant { $minutes } min sur { $of }.
notice-was-slouching = Votre dos est resté affaissé pendant { $minutes } min sur { $of }.
notice-was-tilted = Votre tête est restée inclinée pendant { $minutes } min sur { $of }.
notice-was-uneven = Vos épaules sont restées de travers pendant { $minutes } min sur { $of }.
notice-was-leaning = Votre buste est resté penché pendant { $minutes } min sur { $of }.
notice-was-close = Vous avez été trop près de l’écran pendant { $minutes } min sur { $of }.
notice-was-still = Vous n’avez pas bougé pendant { $minutes } min sur { $of }.

## The tray

tray-resume = Reprendre le suivi
tray-pause = Mettre le suivi en pause
tray-snooze = Suspendre les alertes
tray-snooze-minutes =
    { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }
tray-snooze-until-tomorrow = Jusqu’à demain
tray-open = Ouvrir Plumbline
tray-set-upright = Définir ma posture de référence
tray-quit = Quitter

## Stretch catalogue: the list, and one stretch

stretch-about = Pour la nuque, les épaules et le haut du dos. La plupart se font en une minute, à votre bureau.
stretch-back = Retour à tous les étirements
stretch-routines = Routines
stretch-search = Rechercher
stretch-search-hint = nuque, rhomboïde, mur…
stretch-filter = Filtrer
stretch-filter-count = Filtres : { $count }
stretch-clear = Effacer
# Words for a complaint, in lower case: they are left out of a search such as "stiff neck"
stretch-search-complaints = raide raides raideur raideurs rigide rigides rigidité rigidite tendu tendue tendus tendues tension tensions contracté contractée contractés contractées contracte contractee contractes contractees contraction contractions contracture contractures crispé crispée crispés crispées crispe crispee crispes crispees crampe crampes courbature courbatures coincé coincée coince coincee bloqué bloquée bloqués bloquées bloque bloquee bloques bloquees blocage noué nouée noués nouées noue nouee noues nouees torticolis douleur douleurs douloureux douloureuse douloureuses sensible sensibles mal maux souffre gêne gênes gene genes j'ai j’ai ai avoir fait font me à a au aux le la les mon ma mes
stretch-nothing-fits = Rien ne correspond à la recherche et aux filtres.
stretch-stretches = Étirements
stretch-releases = Automassages
stretch-resets = Remises en place rapides
stretch-strength = Renforcement
stretch-not-shown =
    { $count ->
        [one] { $count } exercice masqué en raison de vos zones sensibles : { $parts } (Réglages, Étirements).
       *[other] { $count } exercices masqués en raison de vos zones sensibles : { $parts } (Réglages, Étirements).
    }
stretch-any = Indifférent
stretch-muscle = Muscle
stretch-helps-when = Utile quand
stretch-position = Position
stretch-equipment = Matériel
stretch-steps = Comment faire
stretch-where = Où vous le sentez
stretch-through-the-day = Au fil de la journée
stretch-before-you-begin = Avant de commencer
stretch-other-side = Puis la même chose de l’autre côté.
stretch-no-equipment = sans matériel
stretch-start = Commencer
stretch-start-hint = Suivre pas à pas
stretch-offer = Me proposer cet exercice
stretch-felt = { $place }
stretch-hold =
    { $seconds ->
        [one] Maintenez { $seconds } seconde.
       *[other] Maintenez { $seconds } secondes.
    }
stretch-hold-each =
    { $seconds ->
        [one] Maintenez { $seconds } seconde de chaque côté.
       *[other] Maintenez { $seconds } secondes de chaque côté.
    }
stretch-hold-least =
    { $seconds ->
        [one] Maintenez au moins { $seconds } seconde.
       *[other] Maintenez au moins { $seconds } secondes.
    }
stretch-hold-least-each =
    { $seconds ->
        [one] Maintenez au moins { $seconds } seconde de chaque côté.
       *[other] Maintenez au moins { $seconds } secondes de chaque côté.
    }
stretch-hold-about =
    { $seconds ->
        [one] Environ { $seconds } seconde.
       *[other] Environ { $seconds } secondes.
    }
stretch-hold-about-each =
    { $seconds ->
        [one] Environ { $seconds } seconde de chaque côté.
       *[other] Environ { $seconds } secondes de chaque côté.
    }
stretch-reps =
    { $count ->
        [one] { $count } répétition de { $seconds } secondes
       *[other] { $count } répétitions de { $seconds } secondes chacune
    }
# $source is a study or another origin, not translated
stretch-source = Source : { $source }
stretch-drawing = Dessin : { $name }
stretch-muscles-front = De face : { $muscles }
stretch-muscles-back = De dos : { $muscles }
position-seated = Sur une chaise
position-standing = Debout
position-floor = Au sol
equipment-ball = balle
equipment-massage-stick = bâton de massage
equipment-massage-cane = canne de massage
equipment-foam-roller = rouleau de massage
equipment-wall = mur
equipment-mat = tapis
equipment-band = bande élastique
body-part-neck = cou et nuque
body-part-shoulder = épaules
body-part-lower-back = bas du dos
body-part-wrist-or-knee = poignets ou genoux

## Routines

routine-own = Créer ma routine
routine-own-name = Ma routine
routine-name = Nom
routine-choose-stretch = Choisir un étirement
# Label of the list of stretches
routine-to-add = Étirement à ajouter
routine-add = Ajouter
routine-save = Enregistrer
routine-cancel = Annuler
routine-delete = Supprimer cette routine
routine-move-up = Monter : { $name }
routine-remove-named = Retirer : { $name }
routine-start = Commencer
routine-start-named = Commencer : { $name }
routine-change = Modifier
routine-change-named = Modifier : { $name }
routine-about-minutes =
    { $minutes ->
        [one] environ une minute
       *[other] environ { $minutes } minutes
    }
routine-for-today = Pour vous, aujourd’hui
routine-most-of-today = Le plus fréquent aujourd’hui : { $fault }.
routine-nothing-stood-out = Un peu de tout : aucun défaut ne ressort aujourd’hui.
routine-strength = Renforcement, deux minutes
routine-strength-about = Chaque jour de travail. D’autres exercices chaque jour, et une répétition de plus quand cela devient facile.
# After two weeks or so; $name is an exercise
routine-strength-harder = Étape suivante pour { $name } : un élastique plus fort, ou tenez plus longtemps à la fin.

## Guided stretch, step by step. Shown in large letters, readable from a distance

guide-place = { $routine } · { $number } sur { $count }
guide-paused = En pause
guide-press-space = Appuyez sur Espace pour continuer.
guide-step = Étape { $number } sur { $count }
guide-get-ready = Mettez-vous en position
guide-get-ready-side =
    { $side ->
        [left] Mettez-vous en position pour le côté gauche
       *[right] Mettez-vous en position pour le côté droit
    }
guide-begins-in = Début dans
guide-now-side =
    { $side ->
        [left] Passez au côté gauche
       *[right] Passez au côté droit
    }
guide-side =
    { $side ->
        [left] Pour le côté gauche
       *[right] Pour le côté droit
    }
guide-once-more = Encore une fois
guide-goes-on-in = Suite dans
guide-let-go = Relâchez, secouez un peu
guide-next-in = Suivant dans
guide-then = Ensuite
guide-progress = Parties faites : { $done } sur { $count }
guide-next = Suivant : { $name }
guide-seconds-left =
    { $seconds ->
        [one] Encore { $seconds } seconde à maintenir
       *[other] Encore { $seconds } secondes à maintenir
    }
guide-hold = Maintenez
guide-waiting = En attente
guide-own-range = C’est votre amplitude du jour. Elle compte.
guide-breathe = Respirez calmement. Arrêtez si vous avez mal.
# Repetitions: what to do now, and how many are done
guide-rep-out = Allez
guide-rep-hold = Tenez
guide-rep-back = Revenez lentement
guide-reps-of = { $done } répétitions sur { $count }
guide-clock-no-rule = La caméra ne peut pas vérifier celui-ci. Le minuteur compte.
guide-clock-no-picture = Pas d’image de la caméra. Le minuteur compte.
# { $why } is a complete sentence
guide-clock-not-seen = Le minuteur compte. { $why }
guide-clock-chosen = Le minuteur compte, comme vous l’avez choisi.
guide-mirror = Vue en miroir
guide-go-on = Continuer
guide-pause = Pause
guide-pause-key = Espace
guide-back = Retour
guide-back-key = Flèche gauche
guide-skip = Suivant
guide-skip-key = Flèche droite
guide-skip-item = Passer celui-ci
guide-skip-item-hint = Aller à l’étirement suivant
guide-use-clock = Utiliser le minuteur
guide-use-camera = Utiliser la caméra
guide-stuck = Vous le faites et rien ne compte ? La caméra ne le voit peut-être pas. Appuyez sur « { guide-use-clock } ».
guide-who-counts = Comment le maintien est compté
guide-stop = Arrêter
guide-stop-key = Échap

# Spoken
guide-say-hold = Maintenez.
guide-say-side =
    { $side ->
        [left] Passez au côté gauche.
       *[right] Passez au côté droit.
    }
guide-say-once-more = Encore une fois.
guide-say-clock = Le minuteur compte.
guide-say-finished = C’est fini.
guide-no-sound = Pas de son : { $error }
guide-no-speech = Aucun programme de synthèse vocale n’a été trouvé. Installez speech-dispatcher.
guide-not-spoken = Les étapes n’ont pas été lues à voix haute : { $error }
guide-speech-ended = Les étapes n’ont pas été lues à voix haute : spd-say s’est terminé avec { $status }.

# Corrections during a guided stretch
guide-cue-outside = Reculez un peu : votre { $landmark } sort de l’image.
guide-cue-hidden = La caméra ne voit pas votre { $landmark }.
guide-cue-no-depth = La caméra ne peut pas mesurer jusqu’où vont vos bras.
guide-cue-elsewhere = Revenez à votre place de départ, en position de repos.
guide-cue-no-rest = Redressez-vous un instant, bras le long du corps.
guide-cue-nobody = Il n’y a personne dans l’image.
guide-cue-slower = Plus lentement : environ { $seconds } secondes chacune.
guide-cue-not-enough = La caméra ne vous voit pas assez.

# Before the first guided stretch
guide-notes-title = Avant votre premier étirement
guide-notes-advice = Plumbline donne des conseils de bien-être, pas un diagnostic ni un traitement.
guide-notes-trouble = Avez-vous une gêne à l’un de ces endroits ?
guide-notes-not-offered = Les étirements qui le sollicitent seront alors laissés de côté. Vous pourrez changer cela dans les réglages.
guide-notes-begin = J’ai lu, commencer
guide-notes-not-now = Pas maintenant

# At the end
guide-well-done = Bravo
guide-was-short = Arrêt anticipé
guide-back-to-work = Retour au travail
guide-back-to-work-key = Entrée
guide-skipped = Passé.
guide-held-clock = Maintien : { $held } s sur { $planned }, au minuteur.
guide-held-all-seen = Maintien : { $held } s sur { $planned }, entièrement vu par la caméra.
guide-reps-clock = { $done } répétitions sur { $planned }, au rythme du minuteur.
guide-reps-all-seen = { $done } répétitions sur { $planned }, toutes comptées par la caméra.
guide-reps-some-seen = { $done } répétitions sur { $planned }, dont { $seen } comptées par la caméra.
guide-held-some-seen = Maintien : { $held } s sur { $planned }, dont { $seen } s vues par la caméra.
guide-then-skipped = { $held } Passé.
guide-then-stopped = { $held } Arrêté.

## History

history-no-folder = Il n’y a pas de dossier pour l’historique.
history-reading = Lecture…
history-day = Jour
history-week = Semaine
history-month = Mois
history-year = Année
# By hour and weekday
history-when = Heures
# By fault
history-what = Défauts
history-back-day = Retour au jour
history-back-week = Retour à la semaine
history-back-month = Retour au mois
history-back-year = Retour à l’année
history-back-when = Retour aux heures
history-back-what = Retour aux défauts
history-back-key = Retour arrière
history-earlier = Plus tôt
history-earlier-key = Plus tôt (Page préc.)
history-later = Plus tard
history-later-key = Plus tard (Page suiv.)
history-today = Aujourd’hui
history-choose-day = { $date }. Choisir un jour
history-month-before = Mois précédent
history-month-after = Mois suivant
# names of the two choices, for screen readers
history-shown = Affichage
history-span = Période
history-three-months = 3 mois
history-a-year = Un an
history-delete-day = Supprimer ce jour…
history-will-be-gone = Le { $day } sera supprimé définitivement.
history-delete = Supprimer
history-keep = Conserver
history-save-picture-of = Enregistrer l’image : { $chart }
history-save-month = Page pour le kiné (PDF)
history-month-saved = Rapport enregistré : { $file }
history-month-failed = Le rapport n’a pas pu être enregistré : { $problem }
history-nothing-yet = Pas encore d’historique. Vos premières minutes s’affichent ici peu après le démarrage de la caméra.
history-of-thirty-days = 30 derniers jours, par durée décroissante.
history-thirty-days-to = 30 jours jusqu’au { $date }, par durée décroissante.

# The cards of a page
history-card-day = Votre journée
history-card-days = Bonne posture, part du temps mesuré
history-card-year = Bonne posture, jour par jour
history-card-year-hint = Cliquez sur un jour pour l’ouvrir, ou utilisez les flèches et Entrée. Les jours avec moins de 10 minutes mesurées sont vides.
history-card-compared = Comparaison avec la semaine précédente
history-card-faults = Défauts les plus fréquents
history-card-heat = Bonne posture par jour et par heure, en %
history-card-stretches = Alerte suivante après chaque étirement
history-card-variety = Changements de position
history-card-trial = Ce qui vous aide, par tirage au sort
history-card-day-hint = Cliquez sur une minute pour la voir, ou sélectionnez la frise et utilisez les flèches. Ctrl+flèche passe d’une alerte à l’autre.
history-card-days-hint = En bas : temps de suivi. Cliquez sur un jour pour l’ouvrir, ou utilisez les flèches et Entrée. Les jours avec moins de 10 minutes mesurées n’ont pas de barre.
history-card-stretches-hint = Délai médian jusqu’à l’alerte suivante pour la même posture. « Sans » : mêmes défauts, corrigés sans étirement. Affiché à partir de 3 cas. Cela ne prouve pas l’effet d’un étirement.
history-this-week = Cette semaine
history-week-before = Précédente
history-too-little = trop peu de données
history-compared-good = Bonne posture
history-compared-watched = Temps de suivi
history-compared-alerts = Alertes
history-compared-corrected = Alertes corrigées
history-compared-breaks = Pauses
history-compared-stretches = Étirements

# The strip of a day
history-strip-nothing = Aucun suivi ce jour-là.
history-strip-words = Bonne posture { $good }, défaut { $fault }, incertain { $unsure } ; { $alerts }, { $breaks }.
history-alerts =
    { $count ->
        [one] { $count } alerte
       *[other] { $count } alertes
    }
history-breaks =
    { $count ->
        [one] { $count } pause
       *[other] { $count } pauses
    }
history-alert = Alerte
history-break = Pause
# A moment of the strip: "9:30: good"
history-moment = { $time } – { $what }
history-moment-good = bonne posture
history-moment-fault = défaut
history-moment-unsure = incertain
history-moment-none = sans suivi, ou absence

# Details of one minute, one text per line
history-minute = { $time } – { $parts }
history-minute-good = bonne posture { $seconds } s
history-minute-fault = défaut { $seconds } s
history-minute-unsure = incertain { $seconds } s
history-minute-away = absence { $seconds } s
history-minute-seen = Défauts : { $faults }
history-minute-seen-for = { $fault } { $seconds } s
history-minute-median = Médiane : { $values }
# "forward head 9.2°"
history-minute-value = { $quantity } { $value }
history-event = { $time } { $what }
history-event-alert = Alerte : { $fault }
history-event-alert-posture = Alerte : posture
history-event-corrected = Correction
history-event-break = Pause
history-event-break-of = Pause de { $duration }
history-event-stretch = Étirement : { $name }
history-event-stretch-unfinished = Étirement : { $name }, inachevé
history-event-snoozed = Alertes suspendues
history-event-calibrated = Posture de référence définie
history-event-left = Départ
history-event-returned = Retour
history-event-watch-off = Suivi arrêté
history-event-watch-on = Suivi repris

# The angles over a day
history-trace-forward-head = Tête en avant, écart à la référence en °
history-trace-raised-left = Épaule gauche remontée, écart à la référence en °
history-trace-raised-right = Épaule droite remontée, écart à la référence en °
history-trace-point = { $time }{"\u000A"}{ $middle }°, le plus souvent { $low }° à { $high }°
history-trace-nothing = { $name } : pas de données.
history-trace-words = { $name } : entre { $low }° et { $high }°.
history-trace-words-beyond = { $name } : entre { $low }° et { $high }°, au-delà de la limite de { $limit }° pendant { $percent } % du temps.

# Day by day. Shown as separate lines, or joined with commas
history-day-good = { $percent } % de bonne posture
history-day-watched = { $duration } de suivi
history-day-too-little = { $duration } de suivi, trop peu de données
history-day-not-watched = sans suivi
history-days-picked = Bonne posture par jour : { $day }.
history-days-picked-open = { $day }. Entrée pour ouvrir.
history-days-share = { $day } { $percent } %
history-days-words = Bonne posture par jour : { $days }.
history-days-nothing = Bonne posture par jour : trop peu de données.
# The dashed line on the bars of the days
history-target = Objectif { $percent } %
# The end of the scale of colours: "up to 40 %"
history-up-to = jusqu’à { $share }

# Faults and stretches
history-faults-none = Aucun défaut sur cette période.
history-fault-words = { $duration } ({ $percent } % du temps mesuré) ; alertes : { $alerts }, corrigées : { $corrected }
history-stretches-none = Aucun étirement sur cette période.
history-after = avec
history-without = sans
history-too-few = trop peu de cas
history-bar = { $what } : { $value }
history-done = fait { $times } fois
history-done-held = fait { $times } fois, maintenu { $held }
history-done-seen = fait { $times } fois, maintenu { $held } (vu par la caméra : { $seen })
history-seconds = { $seconds } s

# The week by hour and weekday
history-heat-nothing = Pas encore de données.
history-heat-cell = { $weekday } { $from } h – { $to } h : { $percent } % de bonne posture sur { $duration } de mesure
history-heat-day = { $weekday } { $percent } %
history-heat-day-worst = { $weekday } { $percent } %, au plus bas à partir de { $hour } h
history-heat-words = Part de bonne posture par jour et par heure : { $days }.

# Sentences about a month, a run of days, the hours of the day
# For screen readers: the ring of the summary
history-share-words = Part de bonne posture : { $percent } %
history-year-words = { $period } : { $percent } % de bonne posture ({ $watched } de suivi).
history-year-too-little = { $period } : seulement { $watched } de suivi, trop peu pour un bilan.
history-month-too-little = { $period } : seulement { $watched } de suivi, trop peu pour un bilan.
history-month-words = { $period } : { $percent } % de bonne posture ({ $watched } de suivi).
history-period-week = Votre semaine
history-period-week-of = Semaine du { $date }
history-period-month = Votre mois
history-period-year = Vos 365 derniers jours
history-period-year-to = 365 jours jusqu’au { $date }
history-month-streak =
    { $days ->
        [one] Plus longue série : { $days } jour complet à { $percent } % ou plus (du { $from } au { $to }).
       *[other] Plus longue série : { $days } jours complets à { $percent } % ou plus (du { $from } au { $to }).
    }
history-streak =
    { $days ->
       *[other] Série en cours depuis le { $from } : { $days } jours complets à { $percent } % ou plus.
    }
history-best-worst = Votre meilleure heure : de { $best } h à { $best_end } h ({ $high } % de bonne posture). La plus difficile : de { $worst } h à { $worst_end } h ({ $low } %).
history-no-hour = Aucune heure de la journée ne se distingue.
history-hour-needed = Les heures pourront être comparées dès que l’une d’elles aura 1 h de temps mesuré.
# How often the person changed position
history-variety-words = Vous avez changé de position { $shifts } fois par heure. La plus longue durée dans une même position a été de { $longest }, et { $still } du temps s’est passé dans des positions gardées 10 minutes ou plus.
history-variety-standing = Debout : { $duration }.
history-variety-shifts = Changements par heure
history-variety-longest = Plus longue durée dans une position, minutes
# One column: $when is a day, or hours such as "9:00–10:00"
history-variety-column = { $when } : { $shifts } changements par heure, au plus { $longest }
history-variety-column-little = { $when } : trop peu de données
# The trial by lot. The three offers, within a sentence
trial-hint = l’alerte seule
trial-reset = une remise en place rapide
trial-stretch = un étirement
trial-name-hint = Alerte seule
trial-name-reset = Mouvement rapide
trial-name-stretch = Étirement
trial-running = { $done } alertes tirées au sort sur { $all }. La comparaison se fait une seule fois, quand elles y sont toutes.
trial-best = Votre posture est restée bonne le plus longtemps après { $offer }. Le hasard n’explique pas l’écart.
trial-none = Aucune proposition n’a été meilleure qu’une autre au-delà de ce qu’explique le hasard.
trial-worse = L’alerte seule a été meilleure que { $offer }. Le hasard n’explique pas l’écart.
trial-between = Le résultat est meilleur après { $better } qu’après { $worse }, mais pas nettement meilleur qu’après l’alerte seule.
# One line for each offer; $time is "about 12 minutes"
trial-arm = Après { $offer } : { $time } jusqu’à l’alerte suivante ({ $cases } alertes).
trial-arm-interval = Après { $offer } : { $time } jusqu’à l’alerte suivante, entre { $low } et { $high } min avec 90 % de confiance ({ $cases } alertes).
trial-felt-less = Les jours avec plus de mouvements proposés ont été notés avec moins de gêne.
trial-felt-more = Les jours avec plus de mouvements proposés ont été notés avec plus de gêne.
trial-felt-none = La gêne n’a pas été nettement différente les jours avec plus de mouvements proposés ({ $days } jours notés).
trial-rule = La règle était fixée d’avance : les { $all } premières alertes, comparées une fois, avec une erreur de 5 % pour toutes les comparaisons ensemble. Elle ne vaut que pour vous et cette période.

# Summary of a week. { $duration } is for example "1 minute", "12 minutes" or "2 h 5 min"
history-week-nothing = { $period } : aucun suivi.
history-week-nothing-yet = Aucun suivi cette semaine pour l’instant.
history-week-watched-one = { $duration } de suivi
history-week-watched = { $duration } de suivi
# { $watched } is one of the two above
history-week-only = { $period } : seulement { $watched }, trop peu pour un bilan.
history-week-judged-little = { $period } : { $watched }. La posture n’a pu être évaluée que pendant { $judged }, trop peu pour un bilan.
history-week-good = { $period } : { $share } de bonne posture ({ $watched }).
history-week-good-so-far = Votre semaine jusqu’ici : { $share } de bonne posture ({ $watched }).
history-week-no-comparison = Trop peu de données la semaine précédente pour comparer.
history-week-same = À peu près comme la semaine précédente ({ $before }).
history-week-more = { $points } de plus que la semaine précédente ({ $before }).
history-week-less = { $points } de moins que la semaine précédente ({ $before }).
history-week-points =
    { $points ->
        [one] { $points } point
       *[other] { $points } points
    }
history-week-longest = Le plus fréquent : { $fault }, { $duration } ({ $share } du temps mesuré).
history-week-alike =
    { $days ->
       *[other] Vos { $days } jours complets se valent.
    }
history-week-best = Meilleur jour : { $best } ({ $high }). Jour le plus difficile : { $worst } ({ $low }).
history-week-corrected =
    { $all ->
        [one] Posture corrigée après { $corrected } alerte sur { $all }, en moins de { $seconds } secondes dans la moitié des cas.
       *[other] Posture corrigée après { $corrected } alertes sur { $all }, en moins de { $seconds } secondes dans la moitié des cas.
    }
history-times =
    { $times ->
        [1] une fois
        [2] deux fois
       *[other] { $times } fois
    }
# { $times } is "once", "twice", "12 times"
history-stretched = Vous avez fait des étirements { $times }.
history-stretched-effect = Vous avez fait des étirements { $times }. Délai habituel jusqu’à l’alerte suivante pour la même posture : { $after } après un étirement, { $without } après une simple correction.
history-about = environ { $duration }
history-more-than = plus de { $duration }
history-percent-over = plus de 99 %
history-percent-under = moins de 1 %

# Results of export, import, delete and save
history-no-export-folder = Il n’y a pas de dossier pour l’export.
history-exported = Exporté dans { $files }.
history-exported-two = { $first } et { $second }
history-export-failed = L’export a échoué : { $problem }.
history-import-title = Importer un historique exporté par Plumbline
history-import-filter = Historique exporté
history-no-file-chosen = Aucun fichier n’a été choisi. Si aucune boîte de dialogue ne s’est ouverte, saisissez le chemin du fichier à côté du bouton.
history-deleted = Votre historique a été supprimé.
history-delete-failed = Votre historique n’a pas pu être supprimé : { $problem }.
history-day-deleted = Le { $day } a été supprimé.
history-day-delete-failed = Le jour n’a pas pu être supprimé : { $problem }.
history-days-kept =
    { $days ->
        [one] Votre historique est maintenant conservé { $days } jour.
       *[other] Votre historique est maintenant conservé { $days } jours.
    }
history-all-kept = Votre historique est maintenant conservé sans limite de durée.
history-old-delete-failed = Les anciens jours n’ont pas pu être supprimés : { $problem }.
history-none-kept = Aucun historique n’est conservé.
history-none-kept-because = Aucun historique n’est conservé : { $problem }.
history-no-thread = Aucun historique n’est conservé : son fil d’exécution ne peut pas démarrer ({ $error }).
history-was-damaged =
    { $saved ->
        [one] L’historique de votre posture était endommagé. { $saved } ligne a été récupérée. Le fichier endommagé est conservé sous { $file }. Supprimez-le si rien ne manque.
       *[other] L’historique de votre posture était endommagé. { $saved } lignes ont été récupérées. Le fichier endommagé est conservé sous { $file }. Supprimez-le si rien ne manque.
    }
history-disk-full = le disque est plein ; libérez de l’espace et redémarrez Plumbline
history-mistake = Un bug de Plumbline a arrêté l’historique. Redémarrez Plumbline pour le poursuivre. Les données enregistrées sont conservées.
history-not-written = L’historique ne s’enregistre pas : { $problem }.
history-no-picture-folder = Il n’y a pas de dossier pour l’image.
history-picture-saved = Enregistré sous { $file }.
history-picture-failed = L’image n’a pas pu être enregistrée : { $problem }.
history-import-known = Rien de nouveau dans { $file }. Votre historique contient déjà tout.
history-imported = { $file } importé ({ $new }).
history-import-failed = { $file } n’a pas été importé : { $problem }.
history-import-not-allowed = Plumbline n’a pas accès à ce dossier ; déplacez le fichier dans vos téléchargements et réessayez, ou démarrez Plumbline avec --no-sandbox
history-import-new = minutes ajoutées : { $minutes }, événements ajoutés : { $events }
history-import-new-known = minutes ajoutées : { $minutes }, événements ajoutés : { $events }, déjà présents : { $known }

## The weekly report, a page to print

# "Posture, 9 November to 15 November 2026"
report-title = Posture, du { $from } au { $to }
report-days = Jour par jour
report-days-about = Heures de suivi : bonne posture, défaut et, en gris, posture incertaine. Le pourcentage est la part de bonne posture dans le temps mesuré.
report-days-words = Heures de suivi de chaque jour, avec bonne posture et défauts
report-hours = Heure par heure
report-hours-about = Chaque carré est une heure. Plus la couleur est soutenue, plus la part de bonne posture est grande. Plus le carré est grand, plus le suivi a été long.
report-hours-words = Part de bonne posture par jour et par heure
# "Mon 9:00: 87 % good, 42 min watched"
report-hour = { $weekday } { $hour } h : { $good } de bonne posture, { $watched } de suivi
report-faults-about = Part du temps mesuré. Plusieurs défauts peuvent se produire en même temps.
report-faults-words = Durée de chaque défaut
# Titles of columns
report-good = Bonne posture
report-alerts = Alertes
report-corrections = Corrections et étirements
report-corrected = Corrections
report-stretch = Exercice
report-done = Fait
report-held = Maintien
report-next-alert = Alerte suivante
report-without = Sans
report-made-by = Créé par Plumbline sur cet ordinateur à partir de votre historique. Conseils de bien-être, pas un diagnostic : Plumbline n’est pas un dispositif médical.
# The report on a month, one page for a physiotherapist. $month is "November 2026"
report-month-title = Posture, { $month }
report-month-lead =
    { $days ->
        [one] 1 jour
       *[other] { $days } jours
    }, { $watched } d’observation. La posture était bonne pendant { $share } du temps mesuré.
report-month-lead-little =
    { $days ->
        [one] 1 jour
       *[other] { $days } jours
    }, { $watched } d’observation. C’est trop peu pour donner une part de bonne posture.
report-month-nothing = Rien n’a été observé ce mois-ci.
report-changes = Ce qui a changé
report-this-month = Ce mois-ci
report-month-before = Mois précédent
report-month-same = La part de bonne posture est à peu près la même que le mois précédent.
report-month-more = La part de bonne posture est supérieure de { $points } points à celle du mois précédent.
report-month-less = La part de bonne posture est inférieure de { $points } points à celle du mois précédent.
report-trend-unknown = Il y a trop peu de jours complets pour une tendance dans le mois.
report-trend-none = Dans le mois, il n’y a pas de tendance claire.
report-trend = Dans le mois, elle a changé de { $points } points par semaine (intervalle à 90 % : de { $low } à { $high }).
report-faults-by-hour = Défauts selon l’heure de la journée
report-faults-by-hour-about = Part du temps mesuré avec le défaut, selon l’heure. Plusieurs défauts peuvent se produire à la fois.
report-ranges = Plages
report-median = Médiane
report-middle-80 = 80 % du milieu
report-limit = Limite
report-from-to = { $from } à { $to }
report-ranges-about = Écart par rapport à la posture droite de la personne, minute par minute ; la distance est celle de la caméra. Au-delà de la limite, élargie de l’incertitude, c’est un défaut. L’affaissement est en largeurs d’épaules.
report-positions = { $shifts } changements de position par heure. Plus longue durée dans une position : { $longest }. { $still } du temps s’est passé dans des positions gardées 10 minutes ou plus.
report-stretches = Étirements et exercices
report-seen = Vu
report-stretches-about = Maintenu : durée totale. Vu : la part que la caméra a confirmée. Prochaine alerte : durée médiane jusqu’à l’alerte suivante pour la même posture ce jour-là.
report-discomfort = Gêne, telle que la personne l’a notée
report-felt =
    Notée { $days ->
        [one] 1 jour
       *[other] { $days } jours
    }, de 0 (aucune) à 10 : médiane { $median }, de { $low } à { $high }.
# $areas is a list of the next text
report-felt-areas = Où : { $areas }.
report-felt-area =
    { $area } ({ $days ->
        [one] 1 jour
       *[other] { $days } jours
    })
report-month-footer = Réalisé par Plumbline sur l’ordinateur de la personne. Estimations par webcam, essayées seulement sur des personnes de synthèse ; l’incertitude d’un angle est de plusieurs degrés. Conseils de bien-être, pas un diagnostic : Plumbline n’est pas un dispositif médical.

## Parts of the body in the question about discomfort

area-head = tête ou yeux
area-neck = cou
area-left-shoulder = épaule gauche
area-right-shoulder = épaule droite
area-upper-back = haut du dos
area-lower-back = bas du dos
area-left-arm = bras ou main gauche
area-right-arm = bras ou main droite

## Answers of the commands plumbline status, pause, resume, snooze, stretch, upright. Do not translate the words
## after a colon and the examples: people type them.

control-not-running = Plumbline n’est pas lancé. Pour le lancer : plumbline
control-not-reached = Plumbline est lancé, mais ne répond pas. C’est peut-être une version plus ancienne : quittez-le et relancez-le.
control-no-window = Plumbline est lancé sans fenêtre.
control-paused = Le suivi est en pause. Pour le reprendre : plumbline resume
control-resumed = Le suivi continue.
control-stretch-shown = L’étirement est affiché dans la fenêtre.
control-snoozed =
    { $minutes ->
        [one] Alertes suspendues pendant { $minutes } minute.
       *[other] Alertes suspendues pendant { $minutes } minutes.
    }
control-snoozed-until-tomorrow = Alertes suspendues jusqu’à demain.
control-snooze-over = Les alertes sont de nouveau actives.
control-no-duration = « { $text } » n’est pas une durée. Exemples : 30m, 1h, tomorrow, off.
control-watching = Suivi avec { $name }
control-snooze-left = Alertes suspendues pendant { $minutes } min
control-upright-failed = La posture de référence n’a pas été définie. Regardez la fenêtre ou réessayez : plumbline upright

## Sandbox

# $problem is the message of the operating system, without a full stop.
sandbox-may-be-cause = { $problem } ; le bac à sable de Plumbline en est peut-être la cause : vérifiez avec plumbline --no-sandbox

## Settings

settings-merged = Le fichier de réglages a été modifié en dehors de Plumbline. Ces modifications sont maintenant appliquées.
settings-camera = Caméra
settings-place = Lieu
settings-alerts = Alertes
settings-quiet = Silence
settings-watching = Pauses et suivi
settings-watched = Défauts à surveiller
settings-stretching = Étirements
settings-appearance = Apparence
settings-data = Vie privée et données
settings-about = À propos
# A sentence below the title of each section
settings-camera-about = D’où vient l’image, et ce que vous en voyez.
settings-alerts-about = Quand et comment Plumbline vous signale un défaut.
settings-quiet-about = Moments sans notifications. La mesure continue.
settings-watching-about = Quand vous rappeler de bouger, et quand la caméra est allumée.
settings-watched-about = Seuls les défauts activés comptent.
settings-stretching-about = Comment un étirement est guidé, et lesquels sont proposés.
settings-appearance-about = L’aspect de la fenêtre.
# The search field, and its results: "Play a sound · Alerts"
settings-search = Rechercher un réglage
settings-found =
    { $count ->
        [0] Aucun résultat
        [one] { $count } réglage trouvé
       *[other] { $count } réglages trouvés
    }
settings-found-row = { $setting } · { $section }
# In a narrow window: back to the list of sections
settings-back = Retour aux réglages

# Camera
settings-which-camera = Votre caméra
settings-picture = Image
settings-other-source = Autre source
settings-use-it = Utiliser
# Accepted values of the source field. Do not translate camera, camera:1, demo and http://
settings-source-hint = camera, camera:1, demo, une image, un dossier ou une vidéo, ou une adresse MJPEG http://
settings-field-of-view = Champ de vision horizontal
settings-field-of-view-about = Sert à estimer la distance à l’écran. La plupart des webcams ont 60° à 80°.
settings-view-assumed = { $deg }° ± { $sd }°, supposé : on ne sait rien de cette caméra.
settings-view-table = { $deg }° ± { $sd }°, d’après la table des caméras courantes.
settings-view-stated = { $deg }° ± { $sd }°, selon votre réglage.
settings-view-measured = { $deg }° ± { $sd }°, d’après la distance que vous avez mesurée.
# After one of the four sentences above
settings-distance-sure = Les distances sont connues à { $percent } % près.
settings-distance-unsure = Les distances ne sont connues qu’à { $percent } % près ; il faut 10 % pour « { fault-noun-too-close } ». Mesurez votre distance une fois.
settings-view-forget = Oublier mon champ de vision
settings-tape = Mesurer votre distance
settings-tape-about = De la caméra à vos yeux, avec un mètre ruban, en centimètres. Ne bougez pas pendant ce temps.
settings-tape-waits = De la caméra à vos yeux, avec un mètre ruban. La caméra doit d’abord voir votre visage.
settings-tape-use = Appliquer
settings-sheet = Ou avec une feuille de papier
settings-sheet-about = Appuyez sur Démarrer. Tenez une feuille { $paper } à plat entre la caméra et vos yeux, ses deux petits bords touchant l’une et les autres, et restez ainsi jusqu’à la fin de la mesure.
paper-a4 = A4
paper-letter = Lettre US
settings-sheet-start = Démarrer
settings-sheet-stop = Arrêter
settings-sheet-wait = Tenez la feuille. Mesure dans { $seconds } s.
settings-sheet-measure = Mesure en cours : restez ainsi.
settings-sheet-no-face = La caméra n’a pas vu votre visage derrière la feuille. Tenez la feuille à plat, sous vos yeux.
settings-tape-number = Saisissez 20 à 200 cm.
settings-tape-impossible = Cela ne correspond pas à votre visage dans l’image, qui semble à environ { $seen } cm. Mesurez de la caméra à vos yeux.
settings-tape-done = Mesuré : { $tape } cm. Avec une tête et une caméra moyennes, cela semblait { $seen } cm. Les distances en tiennent compte dès maintenant, les angles dès que vous enregistrez de nouveau votre posture de référence.
settings-tape-forget = Oublier la distance mesurée

# Place
settings-place-hint = Votre posture de référence est enregistrée pour chaque caméra. Si vous déplacez une caméra, donnez un nom à chaque lieu.
settings-usual-place = Lieu habituel
settings-another-place = Autre lieu
settings-add-place = Ajouter
settings-forget-place = Retirer ce lieu

# Alerts
settings-alerts-when = Quand
settings-alerts-how = Comment
settings-sensitivity = Sensibilité
settings-sensitivity-about = « Stricte » tient compte d’écarts plus petits à votre posture de référence.
settings-relaxed = Souple
settings-normal = Normale
settings-strict = Stricte
settings-dwell = Durée du défaut avant une alerte
settings-dwell-about = Combien de temps un défaut doit durer.
settings-cooldown = Délai entre deux alertes
settings-cooldown-about = Pas de nouvelle alerte avant ce délai.
settings-notifications = Notifications du bureau
settings-notifications-about = Désactivées : les alertes apparaissent dans cette fenêtre et, si vous le choisissez, sur l’écran.
settings-sounds = Sons
settings-sounds-about = Plumbline n’émet aucun autre son.
settings-sound = Jouer un son
settings-sound-about = À chaque notification.
settings-daily-notifications = Maximum de notifications par jour
settings-on-screen = Sur tout l’écran
settings-edge-glow = Lueur au bord de l’écran
settings-edge-glow-about = Elle commence avant l’alerte, s’élargit tant que le défaut dure et disparaît dès que vous vous redressez. Les clics passent au travers.
settings-dim-screens = Assombrir l’écran
settings-dim-screens-about = L’écran s’assombrit tant que le défaut dure. Le texte reste lisible.
settings-no-layer-shell = Votre bureau ne permet pas aux programmes de dessiner au-dessus de toutes les fenêtres (GNOME sous Wayland, par exemple). Utilisez les notifications.
settings-no-glow-display = L’affichage ne répond pas : rien ne peut être montré sur tout l’écran. Utilisez les notifications.
settings-no-blending = Aucun compositeur n’est actif (picom, par exemple) : la lueur est une fine bande opaque, et l’écran ne peut pas être assombri.
settings-vary-alerts = Varier la manière
settings-vary-alerts-about = Une seule des manières choisies à la fois, une autre au défaut suivant. On s’habitue à une seule manière.

# Quiet
settings-quiet-calls = Pendant les appels
settings-quiet-calls-about = Quand un autre programme utilise le micro ou la caméra, ou partage l’écran.
settings-quiet-presenting = Quand une fenêtre est en plein écran
settings-quiet-hours = Chaque jour entre ces heures
settings-quiet-from = de
settings-quiet-to = à

# Watching
settings-break-after = Me rappeler de bouger après
settings-break-after-about = Temps en position assise sans pause.
settings-break-minutes = { $minutes } min
settings-break-never = Jamais
settings-invite-after = M’inviter à changer de position après
settings-invite-after-about = Durée dans une même position, quelle qu’elle soit. Aux heures où vous bougez d’habitude ensuite, l’invitation vient plus tôt ; aux autres, plus tard.
settings-on-battery = Sur batterie
settings-battery-as-usual = Comme d’habitude
settings-battery-slower = Mesurer moins souvent
settings-battery-pause = Mettre en pause
settings-off-while-away = Éteindre la caméra pendant mon absence
settings-off-while-away-about = Elle vérifie toutes les 30 s si vous êtes là.
settings-in-background = En arrière-plan
settings-keep-watching = Continuer le suivi quand la fenêtre est fermée
settings-keep-watching-about = Nécessite une zone de notification pour l’icône.
settings-start-at-login = Démarrer à l’ouverture de ma session
# Under the box above, which is empty. $program is the path of another copy of Plumbline.
settings-starts-other-at-login = Une autre copie de Plumbline démarre à l’ouverture de session : { $program }. Activez cette option pour démarrer celle-ci à la place.

# Faults to watch
settings-limits = Limite de chaque défaut
settings-limits-not-watched = Les valeurs actuelles s’affichent ici pendant que la caméra vous mesure.
settings-limits-reset = Réinitialiser les limites

# Stretching
settings-guided = Étirements guidés
settings-suggested = Propositions
settings-camera-counts = Compter le maintien avec la caméra
settings-camera-counts-about = Là où la caméra peut mesurer l’étirement. Sinon, un minuteur compte.
settings-trial = Savoir par tirage au sort ce qui m’aide
settings-trial-about = À chaque alerte, le sort décide : seulement l’alerte, une remise en place rapide ou un étirement. Une fois par jour, une question porte sur la gêne. Après 90 alertes, l’historique dit ce qui a aidé et si le hasard peut l’expliquer.
settings-rounds = Maintenir chaque côté
settings-rounds-times =
    { $rounds ->
        [1] Une fois
        [2] Deux fois
       *[other] { $rounds } fois
    }
settings-cues = Son des étirements guidés
settings-cues-off = Aucun
settings-cues-chime = Carillon
settings-cues-spoken = Étapes à voix haute
settings-equipment = Votre matériel. Les étirements qui en demandent un autre ne sont pas proposés.
settings-troubles = Vos zones sensibles. Les étirements qui les sollicitent ne sont pas proposés.
settings-put-away = Non proposés, car vous les avez désactivés :
settings-offer-again = Proposer à nouveau « { $name } »

# Appearance and privacy
settings-language = Langue
settings-language-system = Comme le bureau
settings-silhouette = Afficher une silhouette à la place de l’image
settings-silhouette-about = Votre contour est dessiné à partir des points mesurés.
settings-turn = Tourner l’image
settings-turn-about = Dans le sens des aiguilles d’une montre. Automatique vous y remet droit.
settings-turn-auto = Automatique
settings-turn-now = Elle est maintenant tournée de { $deg }°.
settings-mirrored = L’image de la caméra est inversée
settings-mirrored-about = Certaines caméras échangent la gauche et la droite.
settings-theme = Thème
settings-theme-system = Comme le bureau
settings-theme-light = Clair
settings-theme-dark = Sombre
settings-contrast = Contraste
settings-contrast-about = Élevé : texte et contours plus marqués.
settings-contrast-system = Comme le bureau
settings-contrast-normal = Normal
settings-contrast-high = Élevé
settings-size = Taille
settings-size-about = Aussi avec Ctrl+plus et Ctrl+moins.
settings-reduced-motion = Réduire les animations
settings-reduced-motion-about = Les changements sont immédiats.
settings-never-leave = Les images ne quittent jamais cet ordinateur et ne sont jamais écrites sur le disque.
settings-sandbox-closed = Le bac à sable le garantit. Plumbline ne peut utiliser que ses propres dossiers et celui des fichiers exportés. Hors de cet ordinateur, il ne peut se connecter qu’à une caméra réseau que vous avez indiquée.
settings-sandbox-open = Le bac à sable ne le garantit pas entièrement : { $state }.

# Your data
settings-keep-for = Conserver l’historique
settings-keep-ever = Sans limite
settings-keep-year = 1 an
settings-keep-days =
    { $days ->
        [one] { $days } jour
       *[other] { $days } jours
    }
settings-history = Historique
settings-export = Tout exporter
settings-export-about = Dans vos téléchargements ; sans ce dossier, dans vos documents.
settings-export-json = En JSON
settings-export-json-hint = Un fichier qui peut être réimporté
settings-export-csv = En CSV
settings-export-csv-hint = Minutes et événements, pour un tableur
settings-import-title = Importer
settings-import = Importer un export…
settings-import-path = ou son chemin
settings-import-file = Importer
settings-import-hint = Vous pouvez aussi déposer un export JSON sur cette page. Votre historique actuel est conservé.
settings-delete-history = Supprimer l’historique…
settings-all-gone = Tout votre historique sera supprimé définitivement.
settings-delete = Supprimer
settings-keep = Conserver

# About
settings-starting-model = démarrage du modèle de pose…
settings-advice = Plumbline donne des conseils de bien-être, pas un diagnostic. En cas de blessure ou de douleur persistante, consultez un médecin.

# Preview below a setting: its effect on the current values and on the last days
settings-now-not-watched = non surveillé
settings-now-unmeasured = actuellement : mesure impossible ({ $why })
settings-now-needs-upright = actuellement : posture de référence nécessaire
settings-now-too-unsure = actuellement { $now } ; { $bound } : trop incertain pour compter
settings-now-counts = actuellement { $now } ; { $bound } : compte
settings-now-would-count = actuellement { $now } ; { $bound } : compterait
settings-now-about-to-end = actuellement { $now } ; { $bound } : sur le point de finir
settings-now-would-not-count = actuellement { $now } ; { $bound } : ne compterait pas
settings-bound-ends = finit à { $limit }
settings-bound-below = compte sous { $limit } (incertitude de { $doubt } incluse)
settings-bound-from = compte à partir de { $limit } (incertitude de { $doubt } incluse)
settings-past =
    { $days ->
        [one] dernier jour : { $beyond } sur { $measured } au-delà de la limite
       *[other] { $days } derniers jours : { $beyond } sur { $measured } au-delà de la limite
    }
# "forward head +4.0° (limit +7.0°)". settings-value-against: for a distance, where smaller is worse
settings-value-of = { $quantity } { $now } (limite { $limit })
settings-value-against = { $quantity } { $now } (limite { $limit })
settings-now-these-count = Compterait maintenant : { $values }.
settings-now-nothing-counts = Rien ne compterait maintenant. Le plus proche : { $value }.
settings-now-nothing-told = Rien ne peut être mesuré pour l’instant.
settings-dwell-no-fault = Aucun défaut en ce moment.
settings-dwell-left = « { $fault } » dure depuis { $lasted } s. Alerte dans { $left } s.
settings-dwell-over = « { $fault } » dure depuis { $lasted } s. Cela déclencherait une alerte.

## Camera list, in the settings and the welcome

camera-looking = Recherche de caméras…
camera-infrared = { $name } (infrarouge)
camera-raw-sensor = { $name } (capteur brut)
camera-none = Aucune caméra trouvée. Branchez-en une ou continuez sans.
camera-look-again = Rechercher à nouveau

## Welcome: three steps on the first run

welcome-step = Étape { $number } sur { $count }
welcome-choose-camera = Choisir ma caméra
welcome-that-is-me = C’est bien moi
welcome-start-watching = Commencer le suivi
welcome-without-upright = Plus tard
welcome-back = Retour
welcome-skip = Passer
welcome-skip-hint = Aller directement à la fenêtre principale (Échap)
welcome-which-camera = Quelle caméra vous voit ?
welcome-camera-hint = La tête et les épaules doivent être dans l’image.
# Text for screen readers
welcome-figure = À son bureau, une personne affaissée se redresse
welcome-no-camera = Pas de caméra sous la main ? Découvrez tout avec une image fournie.
welcome-camera-height = Caméra à hauteur des yeux, en haut de l’écran.
welcome-camera-distance = Placez-vous à une longueur de bras, au milieu de l’image.
welcome-camera-light = Lumière de face ou de côté, pas de derrière.
welcome-ring-countdown = Secondes avant la mesure
welcome-ring-done = Votre posture de référence est définie
welcome-title = Bienvenue dans Plumbline
welcome-plumb-line = Un fil à plomb (« plumb line ») montre ce qui est droit. Plumbline montre comment vous vous tenez.
welcome-does = Ce que fait Plumbline
welcome-does-text = Avec votre webcam, Plumbline mesure de combien votre tête avance et vos épaules remontent par rapport à votre posture de référence. Si cela dure, vous recevez une alerte et un étirement qui peut aider.
welcome-private = Ce qui reste privé
welcome-private-text = Vos images. Elles sont mesurées, puis aussitôt oubliées. Elles ne sont jamais enregistrées ni envoyées. Seuls des chiffres sont conservés, et vous pouvez les supprimer.
welcome-is-not = Des conseils, pas un diagnostic
welcome-is-not-text = Plumbline donne des conseils de bien-être, pas un diagnostic. En cas de blessure ou de douleur persistante, consultez un médecin.
welcome-upright = Définissez votre posture de référence
welcome-upright-text = Posez les pieds au sol, grandissez-vous, relâchez les épaules et regardez l’écran. Appuyez sur le bouton et ne bougez plus : 3 s pour vous installer, 4 s de mesure.
welcome-no-picture = Pas encore d’image. Vous pourrez le faire plus tard avec Ctrl+U.

## List of keyboard shortcuts

keys-title = Clavier
keys-hint = Clavier (F1)
keys-close = Fermer
keys-tabs = Ctrl+1 à Ctrl+4
keys-tabs-do = Maintenant, Étirements, Historique, Réglages
keys-upright = Ctrl+U
keys-upright-do = Définir ma posture de référence
keys-pause = Ctrl+P
keys-pause-do = Mettre en pause ou reprendre le suivi
keys-stretch = Ctrl+Entrée
keys-stretch-do = Commencer l’étirement conseillé, ou la routine du jour
keys-guide = Espace, flèches, Échap
keys-guide-do = Pendant un étirement : pause, étape précédente ou suivante, arrêt
keys-pages = Page préc., Page suiv.
keys-pages-do = Historique : plus tôt, plus tard
keys-tab = Tab, Maj+Tab
keys-tab-do = Élément suivant ou précédent
keys-press = Espace ou Entrée
keys-press-do = Activer l’élément sélectionné
keys-search = Ctrl+F
keys-search-do = Étirements, Réglages : rechercher
keys-arrows = Flèches
keys-arrows-do = Déplacer le curseur sélectionné
keys-size = Ctrl+plus, Ctrl+moins, Ctrl+0
keys-size-do = Agrandir, réduire, 100 %
keys-escape = Échap
keys-escape-do = Fermer ou annuler ce qui est ouvert, passer l’accueil
keys-list = F1 ou ?
keys-list-do = Cette liste
keys-quit = Ctrl+Q
keys-quit-do = Quitter, même si fermer la fenêtre ne fait que la masquer
