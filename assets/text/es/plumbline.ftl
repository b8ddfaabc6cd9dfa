### Spanish texts of Plumbline. The English file is the source.
### Address: tú, neutral international Spanish, no gendered forms about the person. Terms: upright posture (baseline) = postura erguida, forward head = cabeza adelantada, slouch = espalda encorvada / encorvarse, fault = mala postura, hold = mantener, alert = aviso, snooze = silenciar, watched time = seguimiento, measured time = tiempo medido, stretch = estiramiento, release = automasaje, break = descanso.

## Posture faults, each in three forms: headline, clause after other words ("Still: …"), and noun
## ("Most common: …, 58 minutes"). The headline is also the title of
## the desktop notification.

fault-forward-head = Tienes la cabeza adelantada
fault-raised-shoulders = Tienes los hombros elevados
fault-raised-shoulder-left = Tienes el hombro izquierdo elevado
fault-raised-shoulder-right = Tienes el hombro derecho elevado
fault-slouch = Tienes la espalda encorvada
fault-head-tilt = Tienes la cabeza ladeada
fault-uneven-shoulders = Tienes los hombros desnivelados
fault-leaning = Te inclinas hacia adelante
fault-too-close = Estás muy cerca de la pantalla
fault-too-still = Llevas mucho tiempo sin moverte

# After "Todavía"
fault-within-forward-head = tienes la cabeza adelantada
fault-within-raised-shoulders = tienes los hombros elevados
fault-within-raised-shoulder-left = tienes el hombro izquierdo elevado
fault-within-raised-shoulder-right = tienes el hombro derecho elevado
fault-within-slouch = tienes la espalda encorvada
fault-within-head-tilt = tienes la cabeza ladeada
fault-within-uneven-shoulders = tienes los hombros desnivelados
fault-within-leaning = te inclinas hacia adelante
fault-within-too-close = estás muy cerca de la pantalla
fault-within-too-still = no te has movido

fault-noun-forward-head = cabeza adelantada
fault-noun-raised-shoulders = hombros elevados
fault-noun-raised-shoulder-left = hombro izquierdo elevado
fault-noun-raised-shoulder-right = hombro derecho elevado
fault-noun-slouch = espalda encorvada
fault-noun-head-tilt = cabeza ladeada
fault-noun-uneven-shoulders = hombros desnivelados
fault-noun-leaning = inclinación hacia adelante
fault-noun-too-close = muy cerca de la pantalla
fault-noun-too-still = tiempo sin moverte

## Body parts, within a sentence, with the article: "La cámara no ve …"

landmark-nose = la nariz
landmark-left-eye = el ojo izquierdo
landmark-right-eye = el ojo derecho
landmark-left-ear = la oreja izquierda
landmark-right-ear = la oreja derecha
landmark-mouth = la boca
landmark-left-shoulder = el hombro izquierdo
landmark-right-shoulder = el hombro derecho
landmark-left-elbow = el codo izquierdo
landmark-right-elbow = el codo derecho
landmark-left-wrist = la muñeca izquierda
landmark-right-wrist = la muñeca derecha
landmark-left-hand = la mano izquierda
landmark-right-hand = la mano derecha
landmark-left-hip = la cadera izquierda
landmark-right-hip = la cadera derecha
landmark-left-knee = la rodilla izquierda
landmark-right-knee = la rodilla derecha
landmark-left-ankle = el tobillo izquierdo
landmark-right-ankle = el tobillo derecho
landmark-left-heel = el talón izquierdo
landmark-right-heel = el talón derecho
landmark-left-foot = el pie izquierdo
landmark-right-foot = el pie derecho

## Measured quantities: the name, and the form within a sentence (quantity-within-…)

quantity-forward-head = Cabeza adelantada
quantity-ear-shoulder = Ángulo oreja-hombro
quantity-raised-shoulder-left = Hombro izquierdo elevado
quantity-raised-shoulder-right = Hombro derecho elevado
quantity-head-tilt = Cabeza ladeada
quantity-shoulder-tilt = Línea de los hombros
quantity-slouch = Espalda encorvada
quantity-head-pitch = Cabeza hacia abajo
quantity-head-yaw = Cabeza girada
quantity-torso-yaw = Tronco girado
quantity-trunk-lean = Tronco inclinado
quantity-screen-distance = Distancia a la pantalla

quantity-within-forward-head = cabeza adelantada
quantity-within-ear-shoulder = ángulo oreja-hombro
quantity-within-raised-shoulder-left = hombro izquierdo elevado
quantity-within-raised-shoulder-right = hombro derecho elevado
quantity-within-head-tilt = cabeza ladeada
quantity-within-shoulder-tilt = línea de los hombros
quantity-within-slouch = espalda encorvada
quantity-within-head-pitch = cabeza hacia abajo
quantity-within-head-yaw = cabeza girada
quantity-within-torso-yaw = tronco girado
quantity-within-trunk-lean = tronco inclinado
quantity-within-screen-distance = distancia a la pantalla

## Numbers: the sign before the decimals, and a percentage

number-decimal = ,
number-percent = { $number } %

## Units, placed after a number. {" "} is a leading space

unit-centimetres = {" "}cm
unit-shoulder-widths = {" "}anchos de hombros
unit-seconds = {" "}s
unit-hours = {" "}h
unit-minutes = {" "}min

## Why a quantity cannot be measured now. Used alone, or capitalized at the start of a sentence

unmeasured-nobody = nadie a la vista
unmeasured-landmark = no se ve { $landmark }
unmeasured-face-unclear = la cara no se ve bien
unmeasured-head-only = no se ven los hombros
unmeasured-turned-too-far = no estás de frente
unmeasured-needs-side-view = requiere la cámara a un lado
unmeasured-needs-front-view = requiere la cámara de frente
unmeasured-not-calibrated = falta tu postura erguida
unmeasured-baseline-doubtful = quizá se movió la cámara
unmeasured-too-uncertain = demasiado incierto ahora
unmeasured-implausible = algo te tapa o hay otra persona a la vista
unmeasured-not-at-desk = nadie frente a la pantalla
unmeasured-picture-on-its-side = la imagen está de lado, gira la cámara
unmeasured-picture-upside-down = la imagen está al revés, gira la cámara
unmeasured-stretching = estás estirando
unmeasured-black-picture = la imagen está en negro
unmeasured-one-colour-picture = la imagen es de un solo color

## Weekdays, months, and the date formats that use them

date-weekday-monday = lunes
date-weekday-tuesday = martes
date-weekday-wednesday = miércoles
date-weekday-thursday = jueves
date-weekday-friday = viernes
date-weekday-saturday = sábado
date-weekday-sunday = domingo
date-weekday-short-monday = lun
date-weekday-short-tuesday = mar
date-weekday-short-wednesday = mié
date-weekday-short-thursday = jue
date-weekday-short-friday = vie
date-weekday-short-saturday = sáb
date-weekday-short-sunday = dom
date-month-january = enero
date-month-february = febrero
date-month-march = marzo
date-month-april = abril
date-month-may = mayo
date-month-june = junio
date-month-july = julio
date-month-august = agosto
date-month-september = septiembre
date-month-october = octubre
date-month-november = noviembre
date-month-december = diciembre
date-month-short-january = ene
date-month-short-february = feb
date-month-short-march = mar
date-month-short-april = abr
date-month-short-may = may
date-month-short-june = jun
date-month-short-july = jul
date-month-short-august = ago
date-month-short-september = sep
date-month-short-october = oct
date-month-short-november = nov
date-month-short-december = dic

# miércoles, 25 de noviembre de 2026
date-full = { $weekday }, { $day } de { $month } de { $year }
# noviembre de 2026
date-month-year = { $month } de { $year }
# 25 nov
date-day-month = { $day } { $month }
# 25 nov 2026
date-day-month-year = { $day } { $month } { $year }
# 25 de noviembre, and 25 de noviembre de 2026
date-day-long-month = { $day } de { $month }
date-long = { $day } de { $month } de { $year }
# mié 25
date-weekday-day = { $weekday } { $day }
# mié 25 nov
date-weekday-day-month = { $weekday } { $day } { $month }
date-from-to = { $from } – { $to }

## Durations: short forms for charts and lists (duration-…), minutes in sentences (time-…)

duration-minutes = { $minutes } min
duration-hours = { $hours } h
duration-hours-minutes = { $hours } h { $minutes } min
time-minutes =
    { $minutes ->
        [one] { $minutes } minuto
       *[other] { $minutes } minutos
    }

## Window frame: tabs and messages

tab-now = Ahora
tab-stretch = Estirar
tab-history = Historial
tab-settings = Ajustes
# Shortcut of a tab, for example Ctrl+1
tab-key = Ctrl+{ $number }
# Shown at the start after a crash, and when measuring fails
crash-notice = Plumbline se cerró de forma inesperada la última vez. El informe del fallo se queda en este equipo, en { $file }. No se envió nada.
watch-model-cannot-run = El modelo de postura no puede ejecutarse: { $error }.
watch-model-failed = Error del modelo de postura: { $error }.
watch-mistake = Un error de Plumbline detuvo la medición. Se reinicia automáticamente.
watch-cannot-start = No se puede iniciar el seguimiento: { $error }.
alert-wrong-noted = Anotado. El límite de «{ $fault }» es ahora un { $percent } % más amplio que antes (Ajustes, Límites de cada postura).
alert-wrong-at-widest = Anotado. El límite de «{ $fault }» no cambia: ya es al menos el doble del habitual (Ajustes, Límites de cada postura).
message-ok = Aceptar
camera-turned = No estabas derecho en la imagen de la cámara; ahora está girada { $deg }°.
camera-turned-undo = Deshacer el giro
message-show-details = Mostrar detalles
message-hide-details = Ocultar detalles
message-copy-details = Copiar detalles

## Now

now-today = Hoy
# In the ring, below the share: "87 % / good posture"
now-today-good = buena postura
# For screen readers
now-today-words = Hoy: { $percent } % de buena postura
now-today-nothing = Hoy: aún no se ha medido nada
now-today-begins = Tu día aparecerá aquí tras los primeros minutos.
now-timeline = Tu día hasta ahora
now-all-measures = Todas las medidas
now-fewer-measures = Ocultar las medidas
now-raised-shoulders = Hombros
now-from-upright = respecto a tu postura
now-left-shoulder = Izq. { $value }
now-right-shoulder = Der. { $value }
now-people =
    { $people ->
        [one] { $people } persona a la vista. Solo se mide a la más cercana.
       *[other] { $people } personas a la vista. Solo se mide a la más cercana.
    }
now-opening-camera = Abriendo la cámara…
now-resting = No estás, así que la cámara está apagada. Se enciende cada 30 s para ver si vuelves.
now-recording-ended = La grabación ha terminado.
now-looking-for-you = Buscándote…
now-starting-model = Iniciando el modelo de postura…
now-camera-is-off = La cámara está apagada. No se mide nada.
now-go-on-watching = Reanudar seguimiento
now-no-picture = Sin imagen
now-tries-again = Nuevo intento cada { $seconds } s.
now-try-again = Reintentar ahora
now-show-demonstration = Ver la demostración
now-is-demonstration = Demostración: una imagen incluida, no la tuya.
now-use-camera = Usar la cámara
now-praise =
    { $minutes ->
        [one] { $minutes } minuto con buena postura. ¡Sigue así!
       *[other] { $minutes } minutos con buena postura. ¡Sigue así!
    }
# A title and a sentence: "During your call: Your head was forward for 12 of 40 minutes."
now-quiet-summary = { $title } · { $summary }
now-quiet = En silencio: { $reason }.
now-quiet-for =
    { $minutes ->
        [one] En silencio durante un minuto más.
       *[other] En silencio durante { $minutes } minutos más.
    }
now-alerts-again = Reanudar avisos
now-snooze = Silenciar avisos
now-snooze-minutes =
    { $minutes ->
        [60] Durante una hora
        [one] Durante { $minutes } minuto
       *[other] Durante { $minutes } minutos
    }
now-snooze-until-tomorrow = Hasta mañana
now-pause = Pausar
now-pause-hint = Apaga la cámara (Ctrl+P)
now-sitting = { $minutes } min sin levantarte
now-kept = En esta posición desde hace { $minutes } min
now-standing = De pie
now-shifts =
    { $count ->
        [one] { $count } cambio de posición por hora
       *[other] { $count } cambios de posición por hora
    }
# An invitation to move, in the window and as a notice
invite-same-posture = Llevas { $minutes } min en la misma posición. Cambia de postura, recuéstate o levántate.
invite-slump-head = Tu cabeza se ha ido adelantando poco a poco en { $minutes } min. Vuelve a enderezarte.
invite-slump-back = Tu espalda se ha ido redondeando poco a poco en { $minutes } min. Vuelve a enderezarte.
invite-slump-trunk = Te has ido inclinando poco a poco hacia la pantalla en { $minutes } min. Recuéstate.
invite-not-now = Ahora no
# The daily question
question-title = ¿Cuántas molestias tienes hoy?
question-scale = 0 es ninguna; 10, las peores que puedas imaginar.
question-score = Molestias de 0 a 10
question-where = ¿Dónde?
question-where-about = Pulsa las zonas. Ves el cuerpo por detrás.
question-save = Guardar
question-skip = Hoy no

## Why the camera is off. Also shown in the tray

off-asleep = El equipo iba a suspenderse
off-locked = La pantalla está bloqueada
off-paused = En pausa
off-battery = En pausa con batería

## Why alerts are quiet, after "En silencio: "

silence-snoozed = a petición tuya
silence-quiet-hours = horario de silencio
silence-call = parece que estás en una llamada
silence-screen-shared = compartes la pantalla
silence-presenting = hay una ventana a pantalla completa
silence-do-not-disturb = el modo No molestar está activo

## Upright posture (the baseline) and how to set it

upright-title = Tu postura erguida
upright-wait = Siéntate con la espalda recta y mira a la pantalla…
upright-countdown = Espalda recta y mirada en la pantalla… { $seconds }
slouch-countdown = Encórvate como cuando te cansas y quédate así… { $seconds }
upright-hold-still = No te muevas…
upright-measuring = Midiendo
upright-cancel = Cancelar
upright-set = Registrar mi postura erguida
upright-set-again = Registrar de nuevo mi postura erguida
upright-key = Ctrl+U
upright-how = Espalda recta, pulsa el botón y no te muevas durante 4 s.
# $whose: one of the upright-of-… below
upright-remembered = Se usa { $whose }. Los ángulos serán más fiables en cuanto te sientes así.
upright-remembered-only = Se usa { $whose }. Para tener ángulos más fiables, registra otra.
upright-taken-over = Basada en { $whose }.
upright-of-earlier = tu última postura erguida
upright-of-today = la postura erguida de hoy
upright-of-yesterday = la postura erguida de ayer
upright-of-weekday = la postura erguida del { $weekday }
upright-of-date = tu postura erguida del { $date }
upright-set-new = Registrar otra
upright-saved = Tu postura erguida está guardada.
slouch-saved = Tu postura encorvada está guardada.
upright-undo = Deshacer
upright-undo-hint = Usar solo los valores guardados, sin tu postura ni tu aspecto de hoy
desk-title = Tu escritorio
desk-about = Lo que la cámara puede decir de tu escritorio. Cada línea sigue lo que cambias.
desk-back = Volver
desk-check = Revisar mi escritorio
desk-check-about = Altura de la pantalla, distancia, luz y cómo te sientas delante.
desk-offer = { $count ->
    [one] Una cosa de tu escritorio podría estar mejor.
   *[other] { $count } cosas de tu escritorio podrían estar mejor.
}
desk-offer-show = Mostrar
desk-offer-later = Ahora no
desk-needs-upright = Primero registra tu postura erguida: el escritorio se compara con ella.
desk-height = Altura de la pantalla
desk-tilt = Inclinación
desk-distance = Distancia
desk-ahead = De frente
desk-level = Hombros a la misma altura
desk-light = Luz
desk-second-screen = Segunda pantalla
desk-unknown = Ahora no se puede medir. Siéntate delante de la cámara.
desk-height-fine = La cámara está más o menos a la altura de tus ojos.
desk-camera-low = La cámara está unos { $cm } cm por debajo de tus ojos. Sube la pantalla hasta que su borde superior quede a la altura de los ojos. Un portátil necesita entonces un teclado aparte.
desk-camera-high = La cámara está unos { $cm } cm por encima de tus ojos. Baja la pantalla, o sube la silla y usa un reposapiés.
desk-tilt-fine = La pantalla y la cámara apuntan hacia ti.
desk-tilt-up = Tu cara está cerca del borde superior de la imagen. Inclina la pantalla un poco hacia atrás.
desk-tilt-down = Tu cara está baja en la imagen. Inclina la pantalla un poco hacia delante.
desk-distance-fine = Estás a un brazo de distancia de la pantalla, más o menos.
desk-too-near = Tus ojos están a unos { $cm } cm de la cámara. Aleja la pantalla a entre 50 y 75 cm y agranda el texto en lugar de acercarte.
desk-too-far = Tus ojos están a unos { $cm } cm de la cámara. Acerca la pantalla a entre 50 y 75 cm para no inclinarte al leer.
desk-distance-unsure = Tus ojos están a unos { $cm } cm de la cámara, con un margen de { $sd } cm. Mídelo una vez con una cinta en Ajustes, Cámara.
desk-ahead-fine = La pantalla y la cámara están justo delante de ti.
desk-sits-left = Estás a la izquierda de la cámara. Mueve la silla, la pantalla o la cámara hasta quedar delante.
desk-sits-right = Estás a la derecha de la cámara. Mueve la silla, la pantalla o la cámara hasta quedar delante.
desk-looks-left = Miras a la izquierda de la cámara. Pon la cámara en la pantalla que más miras, y esa pantalla justo delante de ti.
desk-looks-right = Miras a la derecha de la cámara. Pon la cámara en la pantalla que más miras, y esa pantalla justo delante de ti.
desk-level-fine = Tus hombros están a la misma altura.
desk-left-higher = Tu hombro izquierdo está más alto, { $deg }°. Pon los dos reposabrazos a la misma altura, lo bastante bajos para relajar los hombros, y el ratón cerca.
desk-right-higher = Tu hombro derecho está más alto, { $deg }°. Pon los dos reposabrazos a la misma altura, lo bastante bajos para relajar los hombros, y el ratón cerca.
desk-camera-not-level = La cámara no está nivelada: está girada { $deg }°. Enderézala, o la pantalla en la que está.
desk-light-fine = Llega suficiente luz a tu cara.
desk-light-behind = Hay más luz detrás de ti que en tu cara. Pon el escritorio de lado a la ventana o baja la persiana: la pantalla refleja menos y la cámara te ve mejor.
desk-too-dark = Tu cara está oscura. Enciende una lámpara que la ilumine de frente o de lado.
desk-second-fine = Miras de frente la mayor parte del tiempo.
desk-second-later = Se sabe después de 20 minutos ante la pantalla.
desk-second-left = Miras a tu izquierda el { $percent } del tiempo. Pon esa pantalla pegada a la principal, o gira la silla hacia ella.
desk-second-right = Miras a tu derecha el { $percent } del tiempo. Pon esa pantalla pegada a la principal, o gira la silla hacia ella.
desk-sources = Según la guía «Computer Workstations» de la OSHA y las pautas de ergonomía de la Universidad de Cornell. Se supone que la cámara está en el borde superior de la pantalla.
desk-hand = Izquierda y derecha
desk-hand-about = Algunas cámaras invierten la imagen. Para comprobarlo, levanta la mano derecha junto a la cabeza.
desk-hand-start = Comprobar
desk-hand-waits = Levanta la mano derecha junto a la cabeza.
desk-hand-right = Es tu mano derecha. La izquierda y la derecha están bien.
desk-hand-mirrored = La imagen estaba invertida y ya se ha corregido. Registra de nuevo tu postura erguida.
upright-camera-moved = Parece que la cámara se ha movido. Registra de nuevo tu postura erguida.
upright-looks-different = Tu aspecto ha cambiado desde que registraste tu postura erguida. Regístrala de nuevo.
upright-sits-straighter = Tu espalda está más recta que en la postura guardada. Regístrala de nuevo.
upright-nothing-moved = Conservar, nada se movió
upright-keep = Conservar
upright-keep-hint = Conservar la postura erguida guardada
upright-show-slouch = Mostrar cómo me encorvo
upright-show-slouch-hint = Encórvate como cuando te cansas y quédate así 4 s. Los avisos empezarán a medio camino de esa postura.
upright-problem-not-seen = No se te vio el tiempo suficiente. Siéntate donde la cámara vea tu cabeza y tus hombros.
upright-problem-black-picture = La cámara da una imagen negra. Abre o quita su tapa, o enciende una luz.
upright-problem-one-colour-picture = La cámara da una imagen de un solo color. Enciéndela o abre su tapa.
upright-problem-shoulders = No se veían tus hombros. Inclina la cámara un poco hacia abajo o aléjate un poco.
upright-problem-turned = No estabas de frente. Mira a la pantalla y vuelve a intentarlo.
upright-problem-not-different = Eso se parecía a tu postura erguida. Encórvate como cuando te cansas y quédate así.
upright-problem-moved = Te moviste demasiado. Siéntate con la espalda recta, mira a la pantalla y no te muevas.

## The verdict: a headline and a sentence below it

verdict-away = Nadie a la vista
verdict-away-detail = La ausencia no se cuenta.
verdict-not-at-desk = Parece que es otra persona
verdict-not-at-desk-detail = El lugar o la cara no son los de tu postura erguida. Si eres tú, registra otra.
# A camera whose shutter is closed, or that is switched off
verdict-blank = No se ve nada
verdict-uncertain = Ahora no está claro
verdict-fault = Mala postura
verdict-fault-detail = Vuelve a la postura erguida cuando puedas.
verdict-fault-more =
    { $count ->
        [one] Y una cosa más, aquí abajo.
       *[other] Y { $count } cosas más, aquí abajo.
    }
verdict-good = Buena postura
verdict-good-detail = Cerca de tu postura erguida.
verdict-good-rough = Estimación aproximada, según promedios. Para una personal, registra tu postura erguida.
verdict-unclear-picture = la imagen no es lo bastante clara
# { $why } is verdict-unclear-picture or an unmeasured-… text, capitalized
verdict-why = { $why }.
verdict-why-head-only = { $why }. Inclina la cámara un poco hacia abajo o aléjate un poco.
verdict-why-oblique = { $why }. Este tiempo no se cuenta.

## The gauges and the live picture

gauge-from-upright = respecto a tu postura (ahora { $value }, ± { $doubt })
gauge-averages = ± { $doubt }, comparado con promedios
gauge-back-to = volver a { $limit }
gauge-limit = límite { $limit }
gauge-limit-with = límite { $limit } (incluye { $doubt } de incertidumbre)
# For screen readers: name of the gauge, value, meaning
gauge-words = { $name }: { $value }, { $meaning }
picture-head = Cabeza
# "Head +4°"
picture-angle = { $name } { $angle }
picture-plumb-line = Plomada
picture-limit = Límite de un hombro
picture-nobody = Imagen en vivo, nadie a la vista
picture-blank = Imagen en vivo, no se ve nada
picture-words = Imagen en vivo con la línea de tu cabeza y tus hombros
picture-words-head = Cabeza { $angle }, { $limit }
picture-words-left = hombro izquierdo { $angle }, { $limit }
picture-words-right = hombro derecho { $angle }, { $limit }

## The alert in the window

alert-since-seconds = Desde hace { $seconds } segundos.
alert-since-minutes = Desde hace { $minutes } minutos.
alert-start = Empezar
alert-start-hint = Seguirlo paso a paso (Ctrl+Intro)
alert-show-stretch = Ver el estiramiento
alert-have-moved = Ya me moví
alert-another = Ver otro
alert-snooze = Silenciar 15 min
alert-is-wrong = No es así
alert-is-wrong-hint = Amplía un poco el límite de esta mala postura
alert-by-lot = Elegido al azar, para averiguar qué te ayuda.
alert-hint-only = Esta vez solo el aviso: vuelve a enderezarte.
alert-dismiss = Descartar

## Notices on the desktop

notice-show-stretch = Ver el estiramiento
notice-snooze = Silenciar 15 min
notice-dismiss = Descartar
notice-open = Abrir Plumbline
# { $fault } is a fault-within-… text
notice-still = Todavía { $fault }
notice-a-stretch = un estiramiento
notice-too-still = Levántate y muévete un poco, o prueba esto: { $stretch }.
notice-what-helps = Vuelve a la postura erguida. Un estiramiento que puede ayudar: { $stretch }.
notice-set-upright = Registra de nuevo tu postura erguida
notice-invitation = Es hora de cambiar de posición
notice-camera-moved = Parece que la cámara se ha movido.
notice-looks-different = Tu aspecto ha cambiado desde que la registraste.
notice-sits-straighter = Tu espalda está más recta que en la postura guardada.
notice-no-service = Ningún servicio de notificaciones responde en este escritorio. Inicia uno (por ejemplo, dunst o mako) o consulta los avisos en la ventana.
notice-unavailable-here = Las notificaciones aún no están disponibles en este sistema. Consulta los avisos en la ventana.
notice-switched-off = Las notificaciones de Plumbline están desactivadas. Permítelas en los ajustes de notificaciones del sistema o consulta los avisos en la ventana.
notice-failed = El sistema no pudo mostrar una notificación. Consulta los avisos en la ventana.
# Titles of the summary after a quiet period
notice-after-call = Durante tu llamada
notice-after-sharing = Mientras compartías la pantalla
notice-after-presenting = Con una ventana a pantalla completa
notice-after-quiet = Con los avisos en silencio
notice-was-forward = Tuviste la cabeza adelantada { $minutes } de { $of } min.
notice-was-raised = Tuviste los hombros elevados { $minutes } de { $of } min.
notice-was-slouching = Tuviste la espalda encorvada { $minutes } de { $of } min.
notice-was-tilted = Tuviste la cabeza ladeada { $minutes } de { $of } min.
notice-was-uneven = Tuviste los hombros desnivelados { $minutes } de { $of } min.
notice-was-leaning = Te inclinaste hacia adelante { $minutes } de { $of } min.
notice-was-close = Estuviste muy cerca de la pantalla { $minutes } de { $of } min.
notice-was-still = Estuviste sin moverte { $minutes } de { $of } min.

## The tray

tray-resume = Reanudar seguimiento
tray-pause = Pausar seguimiento
tray-snooze = Silenciar avisos
tray-snooze-minutes =
    { $minutes ->
        [one] { $minutes } minuto
       *[other] { $minutes } minutos
    }
tray-snooze-until-tomorrow = Hasta mañana
tray-open = Abrir Plumbline
tray-set-upright = Registrar mi postura erguida
tray-quit = Salir

## Stretch catalogue: the list, and one stretch

stretch-about = Para cuello, hombros y espalda alta. La mayoría se hace en un minuto, en tu escritorio.
stretch-back = Volver a los estiramientos
stretch-routines = Rutinas
stretch-search = Buscar
stretch-search-hint = cuello, romboides, pared…
stretch-filter = Filtro
stretch-filter-count = Filtro: { $count }
stretch-clear = Borrar
# Words for a complaint, in lower case: they are left out of a search such as "stiff neck"
stretch-search-complaints = dolor dolores duele duelen dolerme doler dolorido dolorida doloridos doloridas doloroso dolorosa dolorosos dolorosas adolorido adolorida adoloridos adoloridas molestia molestias molesta molestan rigidez rígido rigido rígida rigida rígidos rigidos rígidas rigidas tieso tiesa tiesos tiesas tenso tensa tensos tensas tensión tension tensiones tirante tirantes tirantez tirón tiron agarrotado agarrotada agarrotados agarrotadas entumecido entumecida entumecidos entumecidas cargado cargada cargados cargadas contractura contracturas contracturado contracturada contracturados contracturadas tortícolis torticolis me mi mis tengo mucho mucha muy el la los las un una de del al en y
stretch-nothing-fits = Nada coincide con la búsqueda y los filtros.
stretch-stretches = Estiramientos
stretch-releases = Automasajes
stretch-resets = Reajustes rápidos
stretch-strength = Fuerza
stretch-not-shown =
    { $count ->
        [one] { $count } no se muestra por tus molestias: { $parts } (Ajustes, Estiramientos).
       *[other] { $count } no se muestran por tus molestias: { $parts } (Ajustes, Estiramientos).
    }
stretch-any = Cualquiera
stretch-muscle = Músculo
stretch-helps-when = Ayuda cuando
stretch-position = Posición
stretch-equipment = Material
stretch-steps = Cómo se hace
stretch-where = Dónde se nota
stretch-through-the-day = A lo largo del día
stretch-before-you-begin = Antes de empezar
stretch-other-side = Después, lo mismo con el otro lado.
stretch-no-equipment = sin material
stretch-start = Empezar
stretch-start-hint = Seguirlo paso a paso
stretch-offer = Sugerirme este
stretch-felt = { $place }
stretch-hold =
    { $seconds ->
        [one] Mantén { $seconds } segundo.
       *[other] Mantén { $seconds } segundos.
    }
stretch-hold-each =
    { $seconds ->
        [one] Mantén { $seconds } segundo por lado.
       *[other] Mantén { $seconds } segundos por lado.
    }
stretch-hold-least =
    { $seconds ->
        [one] Mantén al menos { $seconds } segundo.
       *[other] Mantén al menos { $seconds } segundos.
    }
stretch-hold-least-each =
    { $seconds ->
        [one] Mantén al menos { $seconds } segundo por lado.
       *[other] Mantén al menos { $seconds } segundos por lado.
    }
stretch-hold-about =
    { $seconds ->
        [one] Alrededor de { $seconds } segundo.
       *[other] Unos { $seconds } segundos.
    }
stretch-hold-about-each =
    { $seconds ->
        [one] Alrededor de { $seconds } segundo por lado.
       *[other] Unos { $seconds } segundos por lado.
    }
stretch-reps =
    { $count ->
        [one] { $count } repetición de { $seconds } segundos
       *[other] { $count } repeticiones de { $seconds } segundos cada una
    }
# $source is a study or another origin, not translated
stretch-source = Fuente: { $source }
stretch-drawing = Dibujo: { $name }
stretch-muscles-front = De frente: { $muscles }
stretch-muscles-back = De espaldas: { $muscles }
position-seated = En la silla
position-standing = De pie
position-floor = En el suelo
equipment-ball = pelota
equipment-massage-stick = bastón de masaje
equipment-massage-cane = gancho de masaje
equipment-foam-roller = rodillo de espuma
equipment-wall = pared
equipment-mat = esterilla
equipment-band = banda elástica
body-part-neck = cuello
body-part-shoulder = hombros
body-part-lower-back = zona lumbar
body-part-wrist-or-knee = muñecas o rodillas

## Routines

routine-own = Crear mi propia rutina
routine-own-name = Mi rutina
routine-name = Nombre
routine-choose-stretch = Elige un estiramiento
# Label of the list of stretches
routine-to-add = Añadir estiramiento
routine-add = Añadir
routine-save = Guardar
routine-cancel = Cancelar
routine-delete = Eliminar esta rutina
routine-move-up = Subir { $name }
routine-remove-named = Quitar { $name }
routine-start = Empezar
routine-start-named = Empezar { $name }
routine-change = Editar
routine-change-named = Editar { $name }
routine-about-minutes =
    { $minutes ->
        [one] alrededor de un minuto
       *[other] unos { $minutes } minutos
    }
routine-for-today = Para ti, hoy
routine-most-of-today = Lo más frecuente hoy: { $fault }.
routine-nothing-stood-out = Un poco de todo: hoy no destacó ninguna mala postura.
routine-strength = Fuerza, dos minutos
routine-strength-about = Cada día laborable. Ejercicios distintos cada día, y una repetición más cuando resulte fácil.
# After two weeks or so; $name is an exercise
routine-strength-harder = Siguiente nivel de { $name }: una banda más fuerte, o quédate más tiempo al final.

## Guided stretch, step by step. Shown in large letters, readable from a distance

guide-place = { $routine } · { $number } de { $count }
guide-paused = En pausa
guide-press-space = Pulsa Espacio para continuar.
guide-step = Paso { $number } de { $count }
guide-get-ready = Ponte en posición
guide-get-ready-side =
    { $side ->
        [left] Ponte en posición para el lado izquierdo
       *[right] Ponte en posición para el lado derecho
    }
guide-begins-in = Empieza en
guide-now-side =
    { $side ->
        [left] Ahora para el lado izquierdo
       *[right] Ahora para el lado derecho
    }
guide-side =
    { $side ->
        [left] Para el lado izquierdo
       *[right] Para el lado derecho
    }
guide-once-more = Una vez más
guide-goes-on-in = Continúa en
guide-let-go = Afloja y sacúdete un poco
guide-next-in = El siguiente en
guide-then = Después
guide-progress = { $done } de { $count } partes
guide-next = Siguiente: { $name }
guide-seconds-left =
    { $seconds ->
        [one] Queda { $seconds } segundo por mantener
       *[other] Quedan { $seconds } segundos por mantener
    }
guide-hold = Mantén la postura
guide-waiting = Cuando quieras
guide-own-range = Hoy llegas hasta aquí. También cuenta.
guide-breathe = Respira con calma. Detente si te duele.
# Repetitions: what to do now, and how many are done
guide-rep-out = Adelante
guide-rep-hold = Mantén
guide-rep-back = Vuelve despacio
guide-reps-of = { $done } de { $count } repeticiones
guide-clock-no-rule = La cámara no puede comprobar este ejercicio. El temporizador lleva la cuenta.
guide-clock-no-picture = Sin imagen de la cámara. El temporizador lleva la cuenta.
# { $why } is a complete sentence
guide-clock-not-seen = El temporizador lleva la cuenta. { $why }
guide-clock-chosen = El temporizador lleva la cuenta, como elegiste.
guide-mirror = Vista en espejo
guide-go-on = Continuar
guide-pause = Pausar
guide-pause-key = Espacio
guide-back = Atrás
guide-back-key = Flecha izquierda
guide-skip = Siguiente
guide-skip-key = Flecha derecha
guide-skip-item = Omitir este
guide-skip-item-hint = Al siguiente estiramiento
guide-use-clock = Usar temporizador
guide-use-camera = Usar cámara
guide-stuck = ¿Lo estás haciendo y no cuenta nada? Puede que la cámara no lo vea. Pulsa «{ guide-use-clock }».
guide-who-counts = Cómo se cuenta el tiempo
guide-stop = Terminar
guide-stop-key = Esc

# Spoken
guide-say-hold = Mantén la postura.
guide-say-side =
    { $side ->
        [left] Ahora para el lado izquierdo.
       *[right] Ahora para el lado derecho.
    }
guide-say-once-more = Una vez más.
guide-say-clock = El temporizador lleva la cuenta.
guide-say-finished = Eso es todo.
guide-no-sound = Sin sonido: { $error }
guide-no-speech = No se encontró ningún programa de voz. Instala speech-dispatcher.
guide-not-spoken = No se leyeron los pasos en voz alta: { $error }
guide-speech-ended = No se leyeron los pasos en voz alta: spd-say terminó con { $status }.

# Corrections during a guided stretch
guide-cue-outside = Aléjate un poco: { $landmark } se sale de la imagen.
guide-cue-hidden = La cámara no ve { $landmark }.
guide-cue-no-depth = La cámara no puede medir hasta dónde llegan tus brazos.
guide-cue-elsewhere = Vuelve al sitio donde empezaste y quédate en reposo.
guide-cue-no-rest = Quédate un momento con la espalda recta y los brazos abajo.
guide-cue-nobody = No hay nadie en la imagen.
guide-cue-slower = Más despacio: unos { $seconds } segundos cada una.
guide-cue-not-enough = La cámara no te ve lo suficiente.

# Before the first guided stretch
guide-notes-title = Antes de tu primer estiramiento
guide-notes-advice = Plumbline da consejos de bienestar, no un diagnóstico ni un tratamiento.
guide-notes-trouble = ¿Tienes molestias en alguna de estas zonas?
guide-notes-not-offered = Se omiten los estiramientos que fuerzan esas zonas. Puedes cambiarlo en Ajustes.
guide-notes-begin = Entendido, empezar
guide-notes-not-now = Ahora no

# At the end
guide-well-done = Bien hecho
guide-was-short = Interrumpido
guide-back-to-work = Volver al trabajo
guide-back-to-work-key = Intro
guide-skipped = Omitido.
guide-held-clock = Mantenido { $held } de { $planned } segundos, según el temporizador.
guide-held-all-seen = Mantenido { $held } de { $planned } segundos, todo visto por la cámara.
guide-reps-clock = { $done } de { $planned } repeticiones, al ritmo del temporizador.
guide-reps-all-seen = { $done } de { $planned } repeticiones, todas contadas por la cámara.
guide-reps-some-seen = { $done } de { $planned } repeticiones, { $seen } de ellas contadas por la cámara.
guide-held-some-seen = Mantenido { $held } de { $planned } segundos; la cámara vio { $seen }.
guide-then-skipped = { $held } Omitido.
guide-then-stopped = { $held } Interrumpido.

## History

history-no-folder = No hay carpeta para el historial.
history-reading = Leyendo…
history-day = Día
history-week = Semana
history-month = Mes
history-year = Año
# By hour and weekday
history-when = Horas
# By fault
history-what = Posturas
history-back-day = Volver al día
history-back-week = Volver a la semana
history-back-month = Volver al mes
history-back-year = Volver al año
history-back-when = Volver a las horas
history-back-what = Volver a las posturas
history-back-key = Retroceso
history-earlier = Anterior
history-earlier-key = Anterior (Re Pág)
history-later = Siguiente
history-later-key = Siguiente (Av Pág)
history-today = Hoy
history-choose-day = { $date }. Elegir un día
history-month-before = Mes anterior
history-month-after = Mes siguiente
# names of the two choices, for screen readers
history-shown = Qué se muestra
history-span = Periodo
history-three-months = 3 meses
history-a-year = Un año
history-delete-day = Eliminar este día…
history-will-be-gone = Se eliminará para siempre el { $day }.
history-delete = Eliminar
history-keep = Conservar
history-save-picture-of = Guardar imagen: { $chart }
history-save-month = Página para fisioterapia (PDF)
history-month-saved = Informe guardado: { $file }
history-month-failed = No se pudo guardar el informe: { $problem }
history-nothing-yet = Aún no hay historial. Tus primeros minutos aparecerán aquí poco después de encender la cámara.
history-of-thirty-days = Últimos 30 días, de más a menos.
history-thirty-days-to = 30 días hasta el { $date }, de más a menos.

# The cards of a page
history-card-day = Tu día
history-card-days = Buena postura, proporción del tiempo medido
history-card-year = Buena postura, día a día
history-card-year-hint = Haz clic en un día para abrirlo, o usa las flechas e Intro. Los días con menos de 10 minutos medidos quedan vacíos.
history-card-compared = Comparación con la semana anterior
history-card-faults = Malas posturas más frecuentes
history-card-heat = Buena postura por día y hora, en %
history-card-stretches = Siguiente aviso tras cada estiramiento
history-card-variety = Cambios de posición
history-card-trial = Qué te ayuda, al azar
history-card-day-hint = Haz clic en un minuto para verlo, o selecciona la franja y usa las flechas. Ctrl+flecha salta de aviso en aviso.
history-card-days-hint = Debajo: tiempo de seguimiento. Haz clic en un día para abrirlo, o usa las flechas e Intro. Los días con menos de 10 minutos medidos no tienen barra.
history-card-stretches-hint = Mediana del tiempo hasta el siguiente aviso por la misma postura. «Sin»: corregiste las mismas malas posturas sin estirar. Se muestra a partir de 3 casos. No demuestra que un estiramiento funcione.
history-this-week = Esta semana
history-week-before = Semana anterior
history-too-little = faltan datos
history-compared-good = Buena postura
history-compared-watched = Seguimiento
history-compared-alerts = Avisos
history-compared-corrected = Avisos corregidos
history-compared-breaks = Descansos
history-compared-stretches = Estiramientos

# The strip of a day
history-strip-nothing = Este día no hubo seguimiento.
history-strip-words = Buena postura { $good }, mala postura { $fault }, postura dudosa { $unsure }; { $alerts }, { $breaks }.
history-alerts =
    { $count ->
        [one] { $count } aviso
       *[other] { $count } avisos
    }
history-breaks =
    { $count ->
        [one] { $count } descanso
       *[other] { $count } descansos
    }
history-alert = Aviso
history-break = Descanso
# A moment of the strip: "9:30: good"
history-moment = { $time }: { $what }
history-moment-good = buena postura
history-moment-fault = mala postura
history-moment-unsure = postura dudosa
history-moment-none = sin seguimiento o ausencia

# Details of one minute, one text per line
history-minute = { $time } – { $parts }
history-minute-good = buena postura { $seconds } s
history-minute-fault = mala postura { $seconds } s
history-minute-unsure = postura dudosa { $seconds } s
history-minute-away = ausencia { $seconds } s
history-minute-seen = Malas posturas: { $faults }
history-minute-seen-for = { $fault } { $seconds } s
history-minute-median = Mediana: { $values }
# "forward head 9.2°"
history-minute-value = { $quantity } { $value }
history-event = { $time } { $what }
history-event-alert = Aviso: { $fault }
history-event-alert-posture = Aviso: postura
history-event-corrected = Corregido
history-event-break = Descanso
history-event-break-of = Descanso de { $duration }
history-event-stretch = Estiramiento: { $name }
history-event-stretch-unfinished = Estiramiento: { $name }, sin terminar
history-event-snoozed = Avisos silenciados
history-event-calibrated = Postura erguida registrada
history-event-left = Te fuiste
history-event-returned = Volviste
history-event-watch-off = Seguimiento detenido
history-event-watch-on = Seguimiento reanudado

# The angles over a day
history-trace-forward-head = Cabeza adelantada, ° desde la postura erguida
history-trace-raised-left = Hombro izquierdo elevado, ° desde la postura erguida
history-trace-raised-right = Hombro derecho elevado, ° desde la postura erguida
history-trace-point = { $time }{"\u000A"}{ $middle }°, casi siempre de { $low }° a { $high }°
history-trace-nothing = { $name }: sin datos.
history-trace-words = { $name }: entre { $low }° y { $high }°.
history-trace-words-beyond = { $name }: entre { $low }° y { $high }°, fuera del límite de { $limit }° el { $percent } % del tiempo.

# Day by day. Shown as separate lines, or joined with commas
history-day-good = { $percent } % de buena postura
history-day-watched = { $duration } de seguimiento
history-day-too-little = { $duration } de seguimiento, faltan datos
history-day-not-watched = sin seguimiento
history-days-picked = Buena postura por día: { $day }.
history-days-picked-open = { $day }. Intro lo abre.
history-days-share = { $day } { $percent } %
history-days-words = Buena postura por día: { $days }.
history-days-nothing = Buena postura por día: faltan datos.
# The dashed line on the bars of the days
history-target = Objetivo { $percent } %
# The end of the scale of colours: "up to 40 %"
history-up-to = hasta { $share }

# Faults and stretches
history-faults-none = Sin malas posturas en este periodo.
history-fault-words = { $duration } ({ $percent } % del tiempo medido); avisos: { $alerts }, corregidos: { $corrected }
history-stretches-none = Sin estiramientos en este periodo.
history-after = con
history-without = sin
history-too-few = pocos casos
history-bar = { $what }: { $value }
history-done = hecho { $times }×
history-done-held = hecho { $times }×, mantenido { $held }
history-done-seen = hecho { $times }×, mantenido { $held } ({ $seen } vistos por la cámara)
history-seconds = { $seconds } s

# The week by hour and weekday
history-heat-nothing = Aún no hay datos.
history-heat-cell = { $weekday } { $from }:00 – { $to }:00: { $percent } % de buena postura en { $duration } de tiempo medido
history-heat-day = { $weekday } { $percent } %
history-heat-day-worst = { $weekday } { $percent } %, peor hora: { $hour }:00
history-heat-words = Proporción de buena postura por día y hora: { $days }.

# Sentences about a month, a run of days, the hours of the day
# For screen readers: the ring of the summary
history-share-words = Proporción de buena postura: { $percent } %
history-year-words = { $period }: { $percent } % de buena postura ({ $watched } de seguimiento).
history-year-too-little = { $period }: solo { $watched } de seguimiento, muy poco para un resumen.
history-month-too-little = { $period }: solo { $watched } de seguimiento, muy poco para un resumen.
history-month-words = { $period }: { $percent } % de buena postura ({ $watched } de seguimiento).
history-period-week = Tu semana
history-period-week-of = Semana del { $date }
history-period-month = Tu mes
history-period-year = Tus últimos 365 días
history-period-year-to = 365 días hasta el { $date }
history-month-streak =
    { $days ->
        [one] Mejor racha: { $days } día completo con un { $percent } % o más (del { $from } al { $to }).
       *[other] Mejor racha: { $days } días completos con un { $percent } % o más (del { $from } al { $to }).
    }
history-streak =
    { $days ->
        [one] Racha actual: { $days } día completo con un { $percent } % o más, desde el { $from }.
       *[other] Racha actual: { $days } días completos con un { $percent } % o más, desde el { $from }.
    }
history-best-worst = Tu mejor hora: de { $best }:00 a { $best_end }:00 ({ $high } % de buena postura). Tu hora más difícil: de { $worst }:00 a { $worst_end }:00 ({ $low } %).
history-no-hour = Ninguna hora del día destaca.
history-hour-needed = Las horas se podrán comparar cuando una de ellas tenga 1 h de tiempo medido.
# How often the person changed position
history-variety-words = Has cambiado de posición { $shifts } veces por hora. Lo máximo en una misma posición fueron { $longest }, y el { $still } del tiempo pasó en posiciones mantenidas 10 minutos o más.
history-variety-standing = De pie: { $duration }.
history-variety-shifts = Cambios por hora
history-variety-longest = Máximo en una misma posición, minutos
# One column: $when is a day, or hours such as "9:00–10:00"
history-variety-column = { $when }: { $shifts } cambios por hora, máximo { $longest }
history-variety-column-little = { $when }: muy pocos datos
# The trial by lot. The three offers, within a sentence
trial-hint = solo el aviso
trial-reset = un reajuste rápido
trial-stretch = un estiramiento
trial-name-hint = Solo el aviso
trial-name-reset = Movimiento breve
trial-name-stretch = Estiramiento
trial-running = { $done } de { $all } avisos sorteados. Lo que ayudó se compara una vez, cuando estén todos.
trial-best = Tu postura se mantuvo bien más tiempo tras { $offer }. La casualidad no explica la diferencia.
trial-none = Ninguna opción fue mejor que otra más allá de lo que explica la casualidad.
trial-worse = Solo el aviso fue mejor que { $offer }. La casualidad no explica la diferencia.
trial-between = Fue mejor { $better } que { $worse }, pero no claramente mejor que solo el aviso.
# One line for each offer; $time is "about 12 minutes"
trial-arm = Tras { $offer }: { $time } hasta el siguiente aviso ({ $cases } avisos).
trial-arm-interval = Tras { $offer }: { $time } hasta el siguiente aviso, entre { $low } y { $high } min con un 90 % de confianza ({ $cases } avisos).
trial-felt-less = Los días con más movimientos ofrecidos se valoraron con menos molestias.
trial-felt-more = Los días con más movimientos ofrecidos se valoraron con más molestias.
trial-felt-none = Las molestias no fueron claramente distintas los días con más movimientos ofrecidos ({ $days } días valorados).
trial-rule = La regla se fijó antes: los primeros { $all } avisos, comparados una vez, con un error del 5 % para todas las comparaciones juntas. Vale solo para ti y para este periodo.

# Summary of a week. { $duration } is for example "1 minute", "12 minutes" or "2 h 5 min"
history-week-nothing = { $period }: sin seguimiento.
history-week-nothing-yet = Esta semana aún no hay seguimiento.
history-week-watched-one = { $duration } de seguimiento
history-week-watched = { $duration } de seguimiento
# { $watched } is one of the two above
history-week-only = { $period }: solo { $watched }, muy poco para un resumen.
history-week-judged-little = { $period }: { $watched }. La postura solo estuvo clara durante { $judged }, muy poco para un resumen.
history-week-good = { $period }: { $share } de buena postura ({ $watched }).
history-week-good-so-far = Tu semana hasta ahora: { $share } de buena postura ({ $watched }).
history-week-no-comparison = Faltan datos de la semana anterior para comparar.
history-week-same = Más o menos igual que la semana anterior ({ $before }).
history-week-more = { $points } más que la semana anterior ({ $before }).
history-week-less = { $points } menos que la semana anterior ({ $before }).
history-week-points =
    { $points ->
        [one] { $points } punto porcentual
       *[other] { $points } puntos porcentuales
    }
history-week-longest = Lo más frecuente: { $fault }, { $duration } ({ $share } del tiempo medido).
history-week-alike =
    { $days ->
        [one] Solo hubo { $days } día completo.
       *[other] Tus { $days } días completos fueron parecidos.
    }
history-week-best = Mejor día: { $best } ({ $high }). Día más difícil: { $worst } ({ $low }).
history-week-corrected =
    { $all ->
        [one] Corregiste la postura tras { $corrected } de { $all } aviso, en { $seconds } segundos.
       *[other] Corregiste la postura tras { $corrected } de { $all } avisos, la mitad de las veces en { $seconds } segundos o menos.
    }
history-times =
    { $times ->
        [1] una vez
        [2] dos veces
       *[other] { $times } veces
    }
# { $times } is "once", "twice", "12 times"
history-stretched = Estiraste { $times }.
history-stretched-effect = Estiraste { $times }. Tiempo típico hasta el siguiente aviso por la misma postura: { $after } después de estirar, { $without } después de solo corregirla.
history-about = alrededor de { $duration }
history-more-than = más de { $duration }
history-percent-over = más del 99 %
history-percent-under = menos del 1 %

# Results of export, import, delete and save
history-no-export-folder = No hay carpeta para la exportación.
history-exported = Exportado a { $files }.
history-exported-two = { $first } y { $second }
history-export-failed = Error al exportar: { $problem }.
history-import-title = Importar un historial exportado por Plumbline
history-import-filter = Historial exportado
history-no-file-chosen = No se eligió ningún archivo. Si no se abrió ningún diálogo, escribe la ruta del archivo junto al botón.
history-deleted = Se eliminó tu historial.
history-delete-failed = No se pudo eliminar tu historial: { $problem }.
history-day-deleted = Se eliminó el { $day }.
history-day-delete-failed = No se pudo eliminar el día: { $problem }.
history-days-kept =
    { $days ->
        [one] Tu historial se conserva ahora { $days } día.
       *[other] Tu historial se conserva ahora { $days } días.
    }
history-all-kept = Tu historial se conserva ahora para siempre.
history-old-delete-failed = No se pudieron eliminar los días antiguos: { $problem }.
history-none-kept = No se guarda historial.
history-none-kept-because = No se guarda historial: { $problem }.
history-no-thread = No se guarda historial: no se puede iniciar su hilo ({ $error }).
history-was-damaged =
    { $saved ->
        [one] Tu historial de postura estaba dañado. Se rescató { $saved } fila. El archivo dañado se conserva como { $file }. Elimínalo si no falta nada.
       *[other] Tu historial de postura estaba dañado. Se rescataron { $saved } filas. El archivo dañado se conserva como { $file }. Elimínalo si no falta nada.
    }
history-disk-full = el disco está lleno; libera espacio y reinicia Plumbline
history-mistake = Un error de Plumbline detuvo el historial. Reinicia Plumbline para continuarlo. Los datos guardados se conservan.
history-not-written = El historial no se está guardando: { $problem }.
history-no-picture-folder = No hay carpeta para la imagen.
history-picture-saved = Guardada como { $file }.
history-picture-failed = No se pudo guardar la imagen: { $problem }.
history-import-known = No hay nada nuevo en { $file }. Tu historial ya lo tiene todo.
history-imported = { $file } importado: { $new }.
history-import-failed = No se importó { $file }: { $problem }.
history-import-not-allowed = Plumbline no tiene acceso a esa carpeta; mueve el archivo a tus descargas y vuelve a intentarlo, o inicia Plumbline con --no-sandbox
history-import-new =
    { $minutes ->
        [one] { $minutes } minuto
       *[other] { $minutes } minutos
    } y { $events ->
        [one] { $events } evento
       *[other] { $events } eventos
    } nuevos
history-import-new-known =
    { $minutes ->
        [one] { $minutes } minuto
       *[other] { $minutes } minutos
    } y { $events ->
        [one] { $events } evento
       *[other] { $events } eventos
    } nuevos; { $known ->
        [one] { $known } ya estaba
       *[other] { $known } ya estaban
    }

## The weekly report, a page to print

# "Postura, del 9 de noviembre al 15 de noviembre de 2026"
report-title = Postura, del { $from } al { $to }
report-days = Día a día
report-days-about = Horas de seguimiento: buena postura, mala postura y, en gris, postura dudosa. El porcentaje es la proporción de buena postura en el tiempo medido.
report-days-words = Horas de seguimiento de cada día, con buena y mala postura
report-hours = Hora a hora
report-hours-about = Cada cuadrado es una hora. Un color más intenso indica más proporción de buena postura. Un cuadrado más grande indica más tiempo de seguimiento.
report-hours-words = Proporción de buena postura por día y hora
# "lun 9:00: 87 % de buena postura, 42 min de seguimiento"
report-hour = { $weekday } { $hour }:00: { $good } de buena postura, { $watched } de seguimiento
report-faults-about = Proporción del tiempo medido. Puede haber varias malas posturas a la vez.
report-faults-words = Tiempo en cada mala postura
# Titles of columns
report-good = Buena postura
report-alerts = Avisos
report-corrections = Correcciones y estiramientos
report-corrected = Corregidos
report-stretch = Estiramiento
report-done = Veces
report-held = Mantenido
report-next-alert = Siguiente aviso
report-without = Sin estirar
report-made-by = Creado por Plumbline en este equipo a partir de tu historial. Consejos de bienestar, no un diagnóstico: Plumbline no es un dispositivo médico.
# The report on a month, one page for a physiotherapist. $month is "November 2026"
report-month-title = Postura en { $month }
report-month-lead =
    { $days ->
        [one] 1 día
       *[other] { $days } días
    }, { $watched } de observación. La postura fue buena el { $share } del tiempo medido.
report-month-lead-little =
    { $days ->
        [one] 1 día
       *[other] { $days } días
    }, { $watched } de observación. Es muy poco para dar una proporción de buena postura.
report-month-nothing = En este mes no se observó nada.
report-changes = Qué ha cambiado
report-this-month = Este mes
report-month-before = Mes anterior
report-month-same = La proporción de buena postura es parecida a la del mes anterior.
report-month-more = La proporción de buena postura es { $points } puntos más alta que en el mes anterior.
report-month-less = La proporción de buena postura es { $points } puntos más baja que en el mes anterior.
report-trend-unknown = Hay muy pocos días completos para una tendencia dentro del mes.
report-trend-none = Dentro del mes no hay una tendencia clara.
report-trend = Dentro del mes cambió { $points } puntos por semana (intervalo del 90 %: de { $low } a { $high }).
report-faults-by-hour = Fallos según la hora del día
report-faults-by-hour-about = Proporción del tiempo medido con el fallo, según la hora. Puede haber varios fallos a la vez.
report-ranges = Rangos
report-median = Mediana
report-middle-80 = 80 % central
report-limit = Límite
report-from-to = de { $from } a { $to }
report-ranges-about = Cambio respecto a la propia postura erguida, minuto a minuto; la distancia es a la cámara. Más allá del límite, ampliado por la incertidumbre, cuenta como fallo. El encorvamiento está en anchos de hombros.
report-positions = { $shifts } cambios de posición por hora. Máximo en una misma posición: { $longest }. El { $still } del tiempo fue en posiciones mantenidas 10 minutos o más.
report-stretches = Estiramientos y ejercicios
report-seen = Visto
report-stretches-about = Mantenido: tiempo total. Visto: la parte que la cámara confirmó. Próximo aviso: mediana del tiempo hasta el siguiente aviso por la misma postura ese día.
report-discomfort = Molestias, según la persona
report-felt =
    Valoradas en { $days ->
        [one] 1 día
       *[other] { $days } días
    }, de 0 (ninguna) a 10: mediana { $median }, de { $low } a { $high }.
# $areas is a list of the next text
report-felt-areas = Dónde: { $areas }.
report-felt-area =
    { $area } ({ $days ->
        [one] 1 día
       *[other] { $days } días
    })
report-month-footer = Hecho por Plumbline en el ordenador de la persona. Estimaciones con una cámara web, probadas solo con personas generadas por ordenador; la incertidumbre de un ángulo es de varios grados. Consejos de bienestar, no un diagnóstico: Plumbline no es un producto sanitario.

## Parts of the body in the question about discomfort

area-head = cabeza u ojos
area-neck = cuello
area-left-shoulder = hombro izquierdo
area-right-shoulder = hombro derecho
area-upper-back = parte alta de la espalda
area-lower-back = zona lumbar
area-left-arm = brazo o mano izquierdos
area-right-arm = brazo o mano derechos

## Answers of the commands plumbline status, pause, resume, snooze, stretch, upright. Do not translate the words
## after a colon and the examples: people type them.

control-not-running = Plumbline no está en marcha. Inícialo con: plumbline
control-not-reached = Plumbline está en marcha, pero no responde. Quizá sea una versión anterior: ciérralo y vuelve a iniciarlo.
control-no-window = Plumbline está en marcha sin ventana.
control-paused = El seguimiento está en pausa. Para reanudarlo: plumbline resume
control-resumed = El seguimiento continúa.
control-stretch-shown = El estiramiento se muestra en la ventana.
control-snoozed =
    { $minutes ->
        [one] Avisos silenciados durante un minuto.
       *[other] Avisos silenciados durante { $minutes } minutos.
    }
control-snoozed-until-tomorrow = Avisos silenciados hasta mañana.
control-snooze-over = Los avisos vuelven a estar activos.
control-no-duration = «{ $text }» no es una duración. Ejemplos: 30m, 1h, tomorrow, off.
control-watching = Seguimiento con { $name }
control-snooze-left = Avisos silenciados durante { $minutes } min
control-upright-failed = La postura erguida no se registró. Mira la ventana o inténtalo de nuevo: plumbline upright

## Sandbox

# $problem is the message of the operating system, without a full stop.
sandbox-may-be-cause = { $problem }; puede deberse al entorno aislado de Plumbline: compruébalo con plumbline --no-sandbox

## Settings

settings-merged = El archivo de ajustes se modificó fuera de Plumbline. Esos cambios ya se aplican.
settings-camera = Cámara
settings-place = Lugar
settings-alerts = Avisos
settings-quiet = Silencio
settings-watching = Descansos y seguimiento
settings-watched = Malas posturas
settings-stretching = Estiramientos
settings-appearance = Apariencia
settings-data = Privacidad y datos
settings-about = Acerca de
# A sentence below the title of each section
settings-camera-about = De dónde viene la imagen y qué ves de ella.
settings-alerts-about = Cuándo y cómo te avisa Plumbline de una mala postura.
settings-quiet-about = Momentos sin notificaciones. La medición continúa.
settings-watching-about = Cuándo recordarte que te muevas y cuándo está encendida la cámara.
settings-watched-about = Solo cuentan las que están activadas.
settings-stretching-about = Cómo se guía un estiramiento y cuáles se sugieren.
settings-appearance-about = Qué aspecto tiene la ventana.
# The search field, and its results: "Play a sound · Alerts"
settings-search = Buscar en los ajustes
settings-found =
    { $count ->
        [0] Sin resultados
        [one] { $count } ajuste encontrado
       *[other] { $count } ajustes encontrados
    }
settings-found-row = { $setting } · { $section }
# In a narrow window: back to the list of sections
settings-back = Volver a los ajustes

# Camera
settings-which-camera = Tu cámara
settings-picture = Imagen
settings-other-source = Otra fuente
settings-use-it = Usar
# Accepted values of the source field. Do not translate camera, camera:1, demo and http://
settings-source-hint = camera, camera:1, demo, una imagen, carpeta o video, o una dirección MJPEG http://
settings-field-of-view = Campo de visión horizontal
settings-field-of-view-about = Sirve para calcular la distancia a la pantalla. Casi todas las cámaras web tienen de 60° a 80°.
settings-view-assumed = { $deg }° ± { $sd }°, supuesto: no se sabe nada de esta cámara.
settings-view-table = { $deg }° ± { $sd }°, según la tabla de cámaras habituales.
settings-view-stated = { $deg }° ± { $sd }°, según tu ajuste.
settings-view-measured = { $deg }° ± { $sd }°, según la distancia que mediste.
# After one of the four sentences above
settings-distance-sure = Las distancias se conocen con un { $percent } % de error.
settings-distance-unsure = Las distancias solo se conocen con un { $percent } % de error; para «{ fault-noun-too-close }» hace falta un 10 %. Mide tu distancia una vez.
settings-view-forget = Olvidar mi campo de visión
settings-tape = Medir tu distancia
settings-tape-about = De la cámara a tus ojos con una cinta métrica, en centímetros. No te muevas mientras tanto.
settings-tape-waits = De la cámara a tus ojos con una cinta métrica. Primero la cámara debe ver tu cara.
settings-tape-use = Aplicar
settings-sheet = O con una hoja de papel
settings-sheet-about = Pulsa Empezar. Sostén una hoja de tamaño { $paper } plana entre la cámara y tus ojos, de modo que sus dos bordes cortos toquen ambos, y quédate así hasta que se mida.
paper-a4 = A4
paper-letter = carta
settings-sheet-start = Empezar
settings-sheet-stop = Detener
settings-sheet-wait = Sostén la hoja. Se mide en { $seconds } s.
settings-sheet-measure = Midiendo: quédate así.
settings-sheet-no-face = La cámara no vio tu cara detrás de la hoja. Sostén la hoja plana, por debajo de los ojos.
settings-tape-number = Escribe de 20 a 200 cm.
settings-tape-impossible = No encaja con tu cara en la imagen, que parece estar a unos { $seen } cm. Mide de la cámara a tus ojos.
settings-tape-done = Medido: { $tape } cm. Con una cabeza y una cámara medias parecían { $seen } cm. Las distancias ya lo usan; los ángulos, cuando vuelvas a fijar tu postura erguida.
settings-tape-forget = Olvidar la distancia medida

# Place
settings-place-hint = Tu postura erguida se guarda para cada cámara. Si llevas una cámara de un sitio a otro, pon un nombre a cada lugar.
settings-usual-place = Lugar habitual
settings-another-place = Otro lugar
settings-add-place = Añadir
settings-forget-place = Quitar este lugar

# Alerts
settings-alerts-when = Cuándo
settings-alerts-how = Cómo
settings-sensitivity = Sensibilidad
settings-sensitivity-about = Estricta: cuenta cambios más pequeños respecto a tu postura erguida.
settings-relaxed = Relajada
settings-normal = Normal
settings-strict = Estricta
settings-dwell = Tiempo antes de avisar
settings-dwell-about = Cuánto debe durar una mala postura.
settings-cooldown = Pausa entre dos avisos
settings-cooldown-about = Tiempo mínimo desde el último aviso.
settings-notifications = Notificaciones de escritorio
settings-notifications-about = Desactivadas: los avisos salen en esta ventana y, si lo eliges, en la pantalla.
settings-sounds = Sonidos
settings-sounds-about = Plumbline no hace ningún otro sonido.
settings-sound = Reproducir sonido
settings-sound-about = Con cada notificación.
settings-daily-notifications = Máximo de notificaciones al día
settings-on-screen = En toda la pantalla
settings-edge-glow = Brillo en el borde de la pantalla
settings-edge-glow-about = Empieza antes del aviso, se ensancha mientras dura la mala postura y desaparece cuando vuelves a sentarte erguido. Los clics pasan a través de él.
settings-dim-screens = Oscurecer la pantalla
settings-dim-screens-about = La pantalla se oscurece mientras dura la mala postura. El texto sigue siendo legible.
settings-no-layer-shell = Tu escritorio no permite que los programas dibujen encima de todas las ventanas (por ejemplo, GNOME en Wayland). Usa las notificaciones.
settings-no-glow-display = La pantalla no responde, así que no se puede mostrar nada en toda la pantalla. Usa las notificaciones.
settings-no-blending = No hay ningún compositor en marcha (como picom): el brillo es una franja fina y opaca, y la pantalla no se puede oscurecer.
settings-vary-alerts = Variar la forma
settings-vary-alerts-about = Cada vez una de las formas elegidas y otra en la siguiente mala postura. A una sola forma uno se acostumbra.

# Quiet
settings-quiet-calls = Durante llamadas
settings-quiet-calls-about = Mientras otro programa usa el micrófono o la cámara, o comparte la pantalla.
settings-quiet-presenting = Con una ventana a pantalla completa
settings-quiet-hours = Todos los días entre estas horas
settings-quiet-from = de
settings-quiet-to = a

# Watching
settings-break-after = Recordarme que me mueva tras
settings-break-after-about = Tiempo en la silla sin descanso.
settings-break-minutes = { $minutes } min
settings-break-never = Nunca
settings-invite-after = Invitarme a cambiar de posición tras
settings-invite-after-about = Tiempo en una misma posición, sea cual sea. A las horas en que sueles moverte después, la invitación llega antes; a las demás, más tarde.
settings-on-battery = Con batería
settings-battery-as-usual = Como siempre
settings-battery-slower = Medir menos
settings-battery-pause = Pausar
settings-off-while-away = Apagar la cámara cuando no estoy
settings-off-while-away-about = Comprueba cada 30 s si he vuelto.
settings-in-background = En segundo plano
settings-keep-watching = Continuar el seguimiento al cerrar la ventana
settings-keep-watching-about = Requiere una bandeja del sistema.
settings-start-at-login = Abrir al iniciar sesión
# Under the box above, which is empty. $program is the path of another copy of Plumbline.
settings-starts-other-at-login = Al iniciar sesión se abre otra copia de Plumbline: { $program }. Activa esta opción para que se abra esta en su lugar.

# Faults to watch
settings-limits = Límites de cada postura
settings-limits-not-watched = Los valores actuales aparecen aquí mientras la cámara te mide.
settings-limits-reset = Restablecer los límites

# Stretching
settings-guided = Estiramientos guiados
settings-suggested = Sugerencias
settings-camera-counts = Contar el tiempo con la cámara
settings-camera-counts-about = Si la cámara puede medir el estiramiento. Si no, lleva la cuenta un temporizador.
settings-trial = Averiguar al azar qué me ayuda
settings-trial-about = En cada aviso decide el azar: solo el aviso, un reajuste rápido o un estiramiento. Una vez al día se te pregunta por las molestias. Tras 90 avisos, el historial dice qué ayudó y si puede ser casualidad.
settings-rounds = Mantener cada lado
settings-rounds-times =
    { $rounds ->
        [1] Una vez
        [2] Dos veces
       *[other] { $rounds } veces
    }
settings-cues = Sonido de los estiramientos guiados
settings-cues-off = Ninguno
settings-cues-chime = Campanilla
settings-cues-spoken = Pasos en voz alta
settings-equipment = Material que tienes. No se sugieren los estiramientos que necesitan algo más.
settings-troubles = Dónde tienes molestias. No se sugieren los estiramientos que fuerzan esas zonas.
settings-put-away = No se sugieren porque los desactivaste:
settings-offer-again = Volver a sugerir «{ $name }»

# Appearance and privacy
settings-language = Idioma
settings-language-system = El del escritorio
settings-silhouette = Mostrar una silueta en lugar de la imagen
settings-silhouette-about = Tu contorno se dibuja a partir de los puntos medidos.
settings-turn = Girar la imagen
settings-turn-about = En el sentido del reloj. Automático te pone derecho en ella.
settings-turn-auto = Automático
settings-turn-now = Ahora está girada { $deg }°.
settings-mirrored = La imagen de la cámara está invertida
settings-mirrored-about = Algunas cámaras intercambian izquierda y derecha.
settings-theme = Tema
settings-theme-system = El del escritorio
settings-theme-light = Claro
settings-theme-dark = Oscuro
settings-contrast = Contraste
settings-contrast-about = Alto: texto y contornos más marcados.
settings-contrast-system = El del escritorio
settings-contrast-normal = Normal
settings-contrast-high = Alto
settings-size = Tamaño
settings-size-about = También con Ctrl+más y Ctrl+menos.
settings-reduced-motion = Reducir movimiento
settings-reduced-motion-about = Los cambios aparecen al instante.
settings-never-leave = Las imágenes nunca salen de este equipo ni se guardan en el disco.
settings-sandbox-closed = El entorno aislado lo garantiza. Plumbline solo puede usar sus propias carpetas y la de los archivos exportados. Fuera de este equipo, solo puede conectarse a una cámara de red que hayas indicado.
settings-sandbox-open = El entorno aislado no lo garantiza del todo: { $state }.

# Your data
settings-keep-for = Conservar el historial
settings-keep-ever = Para siempre
settings-keep-year = 1 año
settings-keep-days =
    { $days ->
        [one] { $days } día
       *[other] { $days } días
    }
settings-history = Historial
settings-export = Exportar todo
settings-export-about = A tus descargas; si no existe esa carpeta, a tus documentos.
settings-export-json = En JSON
settings-export-json-hint = Un archivo que se puede volver a importar
settings-export-csv = En CSV
settings-export-csv-hint = Minutos y eventos, para una hoja de cálculo
settings-import-title = Importar
settings-import = Importar una exportación…
settings-import-path = o su ruta
settings-import-file = Importar
settings-import-hint = También puedes soltar un JSON exportado en esta página. Tu historial actual se conserva.
settings-delete-history = Eliminar el historial…
settings-all-gone = Se eliminará todo tu historial para siempre.
settings-delete = Eliminar
settings-keep = Conservar

# About
settings-starting-model = iniciando el modelo de postura…
settings-advice = Plumbline da consejos de bienestar, no un diagnóstico. Si tienes una lesión o dolor persistente, consulta a un médico.

# Preview below a setting: its effect on the current values and on the last days
settings-now-not-watched = desactivada
settings-now-unmeasured = ahora: no se puede medir ({ $why })
settings-now-needs-upright = ahora: falta tu postura erguida
settings-now-too-unsure = ahora { $now }; { $bound }: demasiado incierto para contar
settings-now-counts = ahora { $now }; { $bound }: cuenta
settings-now-would-count = ahora { $now }; { $bound }: contaría
settings-now-about-to-end = ahora { $now }; { $bound }: a punto de terminar
settings-now-would-not-count = ahora { $now }; { $bound }: no contaría
settings-bound-ends = termina en { $limit }
settings-bound-below = cuenta por debajo de { $limit } (incluye { $doubt } de incertidumbre)
settings-bound-from = cuenta a partir de { $limit } (incluye { $doubt } de incertidumbre)
settings-past =
    { $days ->
        [one] último día: { $beyond } de { $measured } fuera del límite
       *[other] últimos { $days } días: { $beyond } de { $measured } fuera del límite
    }
# "forward head +4.0° (limit +7.0°)". settings-value-against: for a distance, where smaller is worse
settings-value-of = { $quantity } { $now } (límite { $limit })
settings-value-against = { $quantity } { $now } (límite { $limit })
settings-now-these-count = Ahora contaría: { $values }.
settings-now-nothing-counts = Ahora no contaría nada. Lo más cercano: { $value }.
settings-now-nothing-told = Ahora no se puede medir nada.
settings-dwell-no-fault = Ahora no hay mala postura.
settings-dwell-left = «{ $fault }»: lleva { $lasted } s. Aviso en { $left } s.
settings-dwell-over = «{ $fault }»: lleva { $lasted } s. Esto generaría un aviso.

## Camera list, in the settings and the welcome

camera-looking = Buscando cámaras…
camera-infrared = { $name } (infrarroja)
camera-raw-sensor = { $name } (sensor en bruto)
camera-none = No se encontró ninguna cámara. Conecta una o continúa sin ella.
camera-look-again = Buscar de nuevo

## Welcome: three steps on the first run

welcome-step = Paso { $number } de { $count }
welcome-choose-camera = Elegir mi cámara
welcome-that-is-me = Soy yo
welcome-start-watching = Empezar seguimiento
welcome-without-upright = Omitir por ahora
welcome-back = Atrás
welcome-skip = Omitir
welcome-skip-hint = Ir directamente a la ventana (Esc)
welcome-which-camera = ¿Qué cámara te ve?
welcome-camera-hint = En la imagen deben verse la cabeza y los hombros.
# Text for screen readers
welcome-figure = Una persona en su escritorio deja de encorvarse y se sienta con la espalda recta
welcome-no-camera = ¿No tienes una cámara a mano? Míralo todo con una imagen incluida.
welcome-camera-height = Cámara a la altura de los ojos, encima de la pantalla.
welcome-camera-distance = Siéntate a un brazo de distancia, en el centro de la imagen.
welcome-camera-light = Luz de frente o de lado, no por detrás.
welcome-ring-countdown = Segundos hasta la medición
welcome-ring-done = Tu postura erguida está registrada
welcome-title = Te damos la bienvenida a Plumbline
welcome-plumb-line = Una plomada muestra qué está recto. Plumbline muestra cómo te sientas.
welcome-does = Qué hace
welcome-does-text = Plumbline usa tu cámara web para medir cuánto se adelanta tu cabeza y cuánto suben tus hombros respecto a tu postura erguida. Si se mantiene así, recibes un aviso y un estiramiento que puede ayudar.
welcome-private = Qué queda en privado
welcome-private-text = Tus imágenes. Se miden y se descartan. Nunca se guardan ni se envían. Solo se conservan números, y puedes eliminarlos.
welcome-is-not = Consejos, no diagnósticos
welcome-is-not-text = Plumbline da consejos de bienestar, no un diagnóstico. Si tienes una lesión o dolor persistente, consulta a un médico.
welcome-upright = Registra tu postura erguida
welcome-upright-text = Apoya los pies en el suelo, siéntate con la espalda recta, baja los hombros y mira a la pantalla. Pulsa el botón y no te muevas: 3 s para acomodarte, 4 s para medir.
welcome-no-picture = Aún no hay imagen. Puedes hacerlo más tarde con Ctrl+U.

## List of keyboard shortcuts

keys-title = Teclado
keys-hint = Teclado (F1)
keys-close = Cerrar
keys-tabs = Ctrl+1 a Ctrl+4
keys-tabs-do = Ahora, Estirar, Historial, Ajustes
keys-upright = Ctrl+U
keys-upright-do = Registrar mi postura erguida
keys-pause = Ctrl+P
keys-pause-do = Pausar o reanudar el seguimiento
keys-stretch = Ctrl+Intro
keys-stretch-do = Empezar el estiramiento recomendado o la rutina de hoy
keys-guide = Espacio, flechas, Esc
keys-guide-do = Al estirar: pausar, paso atrás o adelante, terminar
keys-pages = Re Pág, Av Pág
keys-pages-do = Historial: anterior, siguiente
keys-tab = Tab, Mayús+Tab
keys-tab-do = Control siguiente o anterior
keys-press = Espacio o Intro
keys-press-do = Pulsar el control seleccionado
keys-search = Ctrl+F
keys-search-do = Estirar, Ajustes: buscar
keys-arrows = Flechas
keys-arrows-do = Mover el deslizador seleccionado
keys-size = Ctrl+más, Ctrl+menos, Ctrl+0
keys-size-do = Más grande, más pequeño, 100 %
keys-escape = Esc
keys-escape-do = Cerrar o cancelar lo que esté abierto, omitir la bienvenida
keys-list = F1 o ?
keys-list-do = Esta lista
keys-quit = Ctrl+Q
keys-quit-do = Salir, aunque cerrar la ventana solo la oculte
