### Portuguese texts of Plumbline. The English file is the source.
### Form of address: “você” (Brazilian usage, without gendered forms about the person). Terms: baseline/upright posture = postura ereta; forward head = cabeça para a frente; slouch = costas curvadas; fault = desvio; hold = manter; alert = alerta; snooze = silenciar; watched time = acompanhamento; measured time = tempo medido; stretch = alongamento; release = automassagem.

## Posture faults, each in three forms: headline, clause after other words ("Still: …"), and noun
## ("Most common: …, 58 minutes"). The headline is also the title of
## the desktop notification.

fault-forward-head = Sua cabeça está para a frente
fault-raised-shoulders = Seus ombros estão elevados
fault-raised-shoulder-left = Seu ombro esquerdo está elevado
fault-raised-shoulder-right = Seu ombro direito está elevado
fault-slouch = Suas costas estão curvadas
fault-head-tilt = Sua cabeça está inclinada para o lado
fault-uneven-shoulders = Seus ombros estão desnivelados
fault-leaning = Seu tronco está para a frente
fault-too-close = Você está perto da tela
fault-too-still = Você está há muito tempo sem se mexer

fault-within-forward-head = sua cabeça está para a frente
fault-within-raised-shoulders = seus ombros estão elevados
fault-within-raised-shoulder-left = seu ombro esquerdo está elevado
fault-within-raised-shoulder-right = seu ombro direito está elevado
fault-within-slouch = suas costas estão curvadas
fault-within-head-tilt = sua cabeça está inclinada para o lado
fault-within-uneven-shoulders = seus ombros estão desnivelados
fault-within-leaning = seu tronco está para a frente
fault-within-too-close = você está perto da tela
fault-within-too-still = você está há muito tempo sem se mexer

fault-noun-forward-head = cabeça para a frente
fault-noun-raised-shoulders = ombros elevados
fault-noun-raised-shoulder-left = ombro esquerdo elevado
fault-noun-raised-shoulder-right = ombro direito elevado
fault-noun-slouch = costas curvadas
fault-noun-head-tilt = cabeça inclinada
fault-noun-uneven-shoulders = ombros desnivelados
fault-noun-leaning = tronco para a frente
fault-noun-too-close = perto da tela
fault-noun-too-still = muito tempo sem se mexer

## Body parts, within a sentence: "Your … is hidden from the camera."
## In Portuguese with the article: "A câmera não vê …", "… está fora da imagem"

landmark-nose = o nariz
landmark-left-eye = o olho esquerdo
landmark-right-eye = o olho direito
landmark-left-ear = a orelha esquerda
landmark-right-ear = a orelha direita
landmark-mouth = a boca
landmark-left-shoulder = o ombro esquerdo
landmark-right-shoulder = o ombro direito
landmark-left-elbow = o cotovelo esquerdo
landmark-right-elbow = o cotovelo direito
landmark-left-wrist = o pulso esquerdo
landmark-right-wrist = o pulso direito
landmark-left-hand = a mão esquerda
landmark-right-hand = a mão direita
landmark-left-hip = o quadril esquerdo
landmark-right-hip = o quadril direito
landmark-left-knee = o joelho esquerdo
landmark-right-knee = o joelho direito
landmark-left-ankle = o tornozelo esquerdo
landmark-right-ankle = o tornozelo direito
landmark-left-heel = o calcanhar esquerdo
landmark-right-heel = o calcanhar direito
landmark-left-foot = o pé esquerdo
landmark-right-foot = o pé direito

## Measured quantities: the name, and the form within a sentence (quantity-within-…)

quantity-forward-head = Cabeça para a frente
quantity-ear-shoulder = Ângulo orelha–ombro
quantity-raised-shoulder-left = Ombro esquerdo elevado
quantity-raised-shoulder-right = Ombro direito elevado
quantity-head-tilt = Inclinação da cabeça
quantity-shoulder-tilt = Linha dos ombros
quantity-slouch = Curvatura das costas
quantity-head-pitch = Cabeça baixa
quantity-head-yaw = Cabeça virada
quantity-torso-yaw = Tronco virado
quantity-trunk-lean = Inclinação do tronco
quantity-screen-distance = Distância da tela

quantity-within-forward-head = cabeça para a frente
quantity-within-ear-shoulder = ângulo orelha–ombro
quantity-within-raised-shoulder-left = ombro esquerdo elevado
quantity-within-raised-shoulder-right = ombro direito elevado
quantity-within-head-tilt = inclinação da cabeça
quantity-within-shoulder-tilt = linha dos ombros
quantity-within-slouch = curvatura das costas
quantity-within-head-pitch = cabeça baixa
quantity-within-head-yaw = cabeça virada
quantity-within-torso-yaw = tronco virado
quantity-within-trunk-lean = inclinação do tronco
quantity-within-screen-distance = distância da tela

## Numbers: the sign before the decimals, and a percentage

number-decimal = ,
number-percent = { $number }%

## Units, placed after a number. {" "} is a leading space

unit-centimetres = {" "}cm
unit-shoulder-widths = {" "}larguras de ombros
unit-seconds = {" "}s
unit-hours = {" "}h
unit-minutes = {" "}min

## Why a quantity cannot be measured now. Used alone, or capitalized at the start of a sentence

unmeasured-nobody = ninguém na imagem
unmeasured-landmark = { $landmark } está fora da imagem
unmeasured-face-unclear = o rosto não está nítido
unmeasured-head-only = os ombros estão fora da imagem
unmeasured-turned-too-far = seu corpo está virado
unmeasured-needs-side-view = requer uma câmera ao lado
unmeasured-needs-front-view = requer uma câmera à frente
unmeasured-not-calibrated = requer sua postura ereta
unmeasured-baseline-doubtful = a câmera pode ter mudado de posição
unmeasured-too-uncertain = incerto demais agora
unmeasured-implausible = algo encobre você, ou há outra pessoa na imagem
unmeasured-not-at-desk = ninguém à mesa
unmeasured-picture-on-its-side = a imagem está deitada, gire a câmera
unmeasured-picture-upside-down = a imagem está de cabeça para baixo, gire a câmera
unmeasured-stretching = você está se alongando
unmeasured-black-picture = a imagem está preta
unmeasured-one-colour-picture = a imagem tem uma cor só

## Weekdays, months, and the date formats that use them

date-weekday-monday = segunda-feira
date-weekday-tuesday = terça-feira
date-weekday-wednesday = quarta-feira
date-weekday-thursday = quinta-feira
date-weekday-friday = sexta-feira
date-weekday-saturday = sábado
date-weekday-sunday = domingo
date-weekday-short-monday = seg
date-weekday-short-tuesday = ter
date-weekday-short-wednesday = qua
date-weekday-short-thursday = qui
date-weekday-short-friday = sex
date-weekday-short-saturday = sáb
date-weekday-short-sunday = dom
date-month-january = janeiro
date-month-february = fevereiro
date-month-march = março
date-month-april = abril
date-month-may = maio
date-month-june = junho
date-month-july = julho
date-month-august = agosto
date-month-september = setembro
date-month-october = outubro
date-month-november = novembro
date-month-december = dezembro
date-month-short-january = jan
date-month-short-february = fev
date-month-short-march = mar
date-month-short-april = abr
date-month-short-may = mai
date-month-short-june = jun
date-month-short-july = jul
date-month-short-august = ago
date-month-short-september = set
date-month-short-october = out
date-month-short-november = nov
date-month-short-december = dez

# quarta-feira, 25 de novembro de 2026
date-full = { $weekday }, { $day } de { $month } de { $year }
# novembro de 2026
date-month-year = { $month } de { $year }
# 25 nov
date-day-month = { $day } { $month }
# 25 nov 2026
date-day-month-year = { $day } { $month } { $year }
# 25 de novembro, and 25 de novembro de 2026
date-day-long-month = { $day } de { $month }
date-long = { $day } de { $month } de { $year }
# qua 25
date-weekday-day = { $weekday } { $day }
# qua, 25 nov
date-weekday-day-month = { $weekday }, { $day } { $month }
date-from-to = { $from } – { $to }

## Durations: short forms for charts and lists (duration-…), minutes in sentences (time-…)

duration-minutes = { $minutes } min
duration-hours = { $hours } h
duration-hours-minutes = { $hours } h { $minutes } min
time-minutes =
    { $minutes ->
        [0] { $minutes } minutos
        [one] { $minutes } minuto
       *[other] { $minutes } minutos
    }

## Window frame: tabs and messages

tab-now = Agora
tab-stretch = Alongamento
tab-history = Histórico
tab-settings = Ajustes
# Shortcut of a tab, for example Ctrl+1
tab-key = Ctrl+{ $number }
# Shown at the start after a crash, and when measuring fails
crash-notice = Da última vez, o Plumbline fechou inesperadamente. O relatório do problema fica neste computador, em { $file }. Nada foi enviado.
watch-model-cannot-run = Não é possível executar o modelo de pose: { $error }.
watch-model-failed = O modelo de pose falhou: { $error }.
watch-mistake = Um erro no Plumbline interrompeu a medição. Ela recomeça automaticamente.
watch-cannot-start = Não é possível iniciar o acompanhamento: { $error }.
alert-wrong-noted = Anotado. O limite para “{ $fault }” está agora { $percent }% mais tolerante (Ajustes, Limite de cada desvio).
alert-wrong-at-widest = Anotado. O limite para “{ $fault }” não muda: já é pelo menos o dobro do normal (Ajustes, Limite de cada desvio).
message-ok = OK
camera-turned = Você não estava em pé na imagem da câmera; agora ela está girada { $deg }°.
camera-turned-undo = Desfazer o giro
message-show-details = Mostrar detalhes
message-hide-details = Ocultar detalhes
message-copy-details = Copiar detalhes

## Now

now-today = Hoje
# In the ring, below the share: "87% / boa postura"
now-today-good = boa postura
# For screen readers
now-today-words = Hoje: { $percent }% de boa postura
now-today-nothing = Hoje: nada medido ainda
now-today-begins = Seu dia aparece aqui após os primeiros minutos.
now-timeline = Seu dia até agora
now-all-measures = Todas as medidas
now-fewer-measures = Ocultar as medidas
now-raised-shoulders = Ombros
now-from-upright = da postura ereta
now-left-shoulder = Esquerdo { $value }
now-right-shoulder = Direito { $value }
now-people =
    { $people ->
        [one] { $people } pessoa na imagem. Só a mais próxima é medida.
       *[other] { $people } pessoas na imagem. Só a mais próxima é medida.
    }
now-opening-camera = Abrindo a câmera…
now-resting = Você saiu, e a câmera está desligada. Ela liga a cada 30 s para ver se você voltou.
now-recording-ended = A gravação terminou.
now-looking-for-you = Procurando você…
now-starting-model = Iniciando o modelo de pose…
now-camera-is-off = A câmera está desligada. Nada é medido.
now-go-on-watching = Retomar o acompanhamento
now-no-picture = Sem imagem
now-tries-again = Nova tentativa a cada { $seconds } s.
now-try-again = Tentar agora
now-show-demonstration = Ver a demonstração
now-is-demonstration = Demonstração: uma imagem de exemplo, não você.
now-use-camera = Usar a câmera
now-praise =
    { $minutes ->
        [one] { $minutes } minuto de boa postura. Continue assim!
       *[other] { $minutes } minutos de boa postura. Continue assim!
    }
# A title and a sentence: "During your call: Your head was forward for 12 of 40 minutes."
now-quiet-summary = { $title }: { $summary }
now-quiet = Sem alertas: { $reason }.
now-quiet-for =
    { $minutes ->
        [one] Alertas silenciados por mais um minuto.
       *[other] Alertas silenciados por mais { $minutes } minutos.
    }
now-alerts-again = Reativar alertas
now-snooze = Silenciar alertas
now-snooze-minutes =
    { $minutes ->
        [60] Por uma hora
        [one] Por { $minutes } minuto
       *[other] Por { $minutes } minutos
    }
now-snooze-until-tomorrow = Até amanhã
now-pause = Pausar
now-pause-hint = Desliga a câmera (Ctrl+P)
now-sitting = Na cadeira há { $minutes } min
now-kept = Nesta posição há { $minutes } min
now-standing = De pé
now-shifts =
    { $count ->
        [one] { $count } mudança de posição por hora
       *[other] { $count } mudanças de posição por hora
    }
# An invitation to move, in the window and as a notice
invite-same-posture = Você está na mesma posição há { $minutes } min. Mude de posição, recoste-se ou levante-se.
invite-slump-head = Sua cabeça avançou aos poucos em { $minutes } min. Endireite-se de novo.
invite-slump-back = Suas costas se curvaram aos poucos em { $minutes } min. Endireite-se de novo.
invite-slump-trunk = Você se inclinou aos poucos para a tela em { $minutes } min. Recoste-se.
invite-not-now = Agora não
# The daily question
question-title = Quanto desconforto você sente hoje?
question-scale = 0 é nenhum; 10, o pior que você pode imaginar.
question-score = Desconforto de 0 a 10
question-where = Onde?
question-where-about = Toque nos lugares. Você vê o corpo por trás.
question-save = Salvar
question-skip = Hoje não

## Why the camera is off. Also shown in the tray

off-asleep = O computador ia entrar em suspensão
off-locked = A tela está bloqueada
off-paused = Em pausa
off-battery = Em pausa: usando a bateria

## Why alerts are quiet, after "Quiet: "

silence-snoozed = silenciados por você
silence-quiet-hours = horário de silêncio
silence-call = parece que você está em uma chamada
silence-screen-shared = sua tela está sendo compartilhada
silence-presenting = há uma janela em tela cheia
silence-do-not-disturb = o modo “não perturbe” está ativado

## Upright posture (the baseline) and how to set it

upright-title = Sua postura ereta
upright-wait = Endireite as costas e olhe para a tela…
upright-countdown = Endireite as costas, olhe para a tela… { $seconds }
slouch-countdown = Curve as costas como quando o cansaço chega, e mantenha… { $seconds }
upright-hold-still = Não se mexa…
upright-measuring = Medindo
upright-cancel = Cancelar
upright-set = Definir minha postura ereta
upright-set-again = Redefinir minha postura ereta
upright-key = Ctrl+U
upright-how = Sente-se com as costas retas, clique no botão e não se mexa por 4 s.
# $whose: one of the upright-of-… below, feminine and without an article
upright-remembered = Com base na { $whose }. Quando você se sentar assim, os ângulos ficarão mais precisos.
upright-remembered-only = Com base na { $whose }. Para ângulos mais precisos, defina uma nova.
upright-taken-over = Retomada da { $whose }.
upright-of-earlier = sua última postura ereta
upright-of-today = postura ereta de hoje
upright-of-yesterday = postura ereta de ontem
upright-of-weekday = postura ereta de { $weekday }
upright-of-date = postura ereta de { $date }
upright-set-new = Definir uma nova
upright-saved = Sua postura ereta foi salva.
slouch-saved = Sua postura curvada foi salva.
upright-undo = Desfazer
upright-undo-hint = Usar só os números salvos, sem o seu jeito de sentar e a sua aparência de hoje
desk-title = Sua mesa
desk-about = O que a câmera pode dizer sobre sua mesa. Cada linha acompanha o que você muda.
desk-back = Voltar
desk-check = Verificar minha mesa
desk-check-about = Altura da tela, distância, luz e como você se senta diante dela.
desk-offer = { $count ->
    [one] Uma coisa na sua mesa poderia ser melhor.
   *[other] { $count } coisas na sua mesa poderiam ser melhores.
}
desk-offer-show = Mostrar
desk-offer-later = Agora não
desk-needs-upright = Primeiro defina sua postura ereta: a mesa é comparada com ela.
desk-height = Altura da tela
desk-tilt = Inclinação
desk-distance = Distância
desk-ahead = Bem à frente
desk-level = Ombros nivelados
desk-light = Luz
desk-second-screen = Segunda tela
desk-unknown = Não pode ser medido agora. Sente-se diante da câmera.
desk-height-fine = A câmera está mais ou menos na altura dos seus olhos.
desk-camera-low = A câmera está cerca de { $cm } cm abaixo dos seus olhos. Suba a tela até que a borda superior fique na altura dos olhos. Um notebook precisa então de um teclado separado.
desk-camera-high = A câmera está cerca de { $cm } cm acima dos seus olhos. Abaixe a tela, ou suba a cadeira e use um apoio para os pés.
desk-tilt-fine = A tela e a câmera apontam para você.
desk-tilt-up = Seu rosto está perto da borda superior da imagem. Incline a tela um pouco para trás.
desk-tilt-down = Seu rosto está baixo na imagem. Incline a tela um pouco para a frente.
desk-distance-fine = Você está a cerca de um braço de distância da tela.
desk-too-near = Seus olhos estão a cerca de { $cm } cm da câmera. Afaste a tela para 50 a 75 cm e aumente o texto em vez de se aproximar.
desk-too-far = Seus olhos estão a cerca de { $cm } cm da câmera. Aproxime a tela para 50 a 75 cm, para não se inclinar ao ler.
desk-distance-unsure = Seus olhos estão a cerca de { $cm } cm da câmera, com margem de { $sd } cm. Meça uma vez com uma fita em Ajustes, Câmera.
desk-ahead-fine = A tela e a câmera estão bem à sua frente.
desk-sits-left = Você está à esquerda da câmera. Mova a cadeira, a tela ou a câmera até ficar na frente.
desk-sits-right = Você está à direita da câmera. Mova a cadeira, a tela ou a câmera até ficar na frente.
desk-looks-left = Você olha para a esquerda da câmera. Coloque a câmera na tela que mais olha, e essa tela bem à sua frente.
desk-looks-right = Você olha para a direita da câmera. Coloque a câmera na tela que mais olha, e essa tela bem à sua frente.
desk-level-fine = Seus ombros estão nivelados.
desk-left-higher = Seu ombro esquerdo está mais alto, { $deg }°. Ajuste os dois apoios de braço na mesma altura, baixos o bastante para relaxar os ombros, e mantenha o mouse perto.
desk-right-higher = Seu ombro direito está mais alto, { $deg }°. Ajuste os dois apoios de braço na mesma altura, baixos o bastante para relaxar os ombros, e mantenha o mouse perto.
desk-camera-not-level = A câmera não está nivelada: está girada { $deg }°. Endireite-a, ou a tela em que ela está.
desk-light-fine = Luz suficiente chega ao seu rosto.
desk-light-behind = Está mais claro atrás de você do que no seu rosto. Ponha a mesa de lado para a janela ou feche a persiana: a tela reflete menos e a câmera vê você melhor.
desk-too-dark = Seu rosto está escuro. Acenda uma lâmpada que o ilumine de frente ou de lado.
desk-second-fine = Você olha para a frente a maior parte do tempo.
desk-second-later = Sabe-se depois de 20 minutos diante da tela.
desk-second-left = Você olha para a esquerda { $percent } do tempo. Ponha essa tela bem ao lado da principal, ou gire a cadeira para ela.
desk-second-right = Você olha para a direita { $percent } do tempo. Ponha essa tela bem ao lado da principal, ou gire a cadeira para ela.
desk-sources = Segundo a ferramenta “Computer Workstations” da OSHA e as diretrizes de ergonomia da Universidade Cornell. Supõe-se que a câmera esteja na borda superior da tela.
desk-hand = Esquerda e direita
desk-hand-about = Algumas câmeras espelham a imagem. Para verificar, levante a mão direita ao lado da cabeça.
desk-hand-start = Verificar
desk-hand-waits = Levante a mão direita ao lado da cabeça.
desk-hand-right = É a sua mão direita. Esquerda e direita estão certas.
desk-hand-mirrored = A imagem estava invertida e foi corrigida. Defina sua postura ereta de novo.
upright-camera-moved = Parece que a câmera mudou de posição. Defina de novo sua postura ereta.
upright-looks-different = Sua aparência mudou desde que você definiu a postura ereta. Defina-a de novo.
upright-sits-straighter = Suas costas estão mais retas do que na postura salva. Defina-a de novo.
upright-nothing-moved = Manter, nada mudou
upright-keep = Manter
upright-keep-hint = Manter a postura ereta salva
upright-show-slouch = Mostrar como me curvo
upright-show-slouch-hint = Curve as costas como quando o cansaço chega e mantenha por 4 s. Os alertas passam a começar na metade do caminho até essa postura.
upright-problem-not-seen = Você não ficou na imagem por tempo suficiente. Sente-se onde a câmera veja sua cabeça e seus ombros.
upright-problem-black-picture = A câmera mostra uma imagem preta. Abra o obturador, tire a tampa ou acenda uma luz.
upright-problem-one-colour-picture = A câmera mostra uma imagem de uma cor só. Ligue-a ou abra o obturador.
upright-problem-shoulders = Seus ombros não apareceram. Incline a câmera um pouco para baixo ou afaste-se.
upright-problem-turned = Seu corpo estava virado. Fique de frente para a tela e tente de novo.
upright-problem-not-different = Isso parecia sua postura ereta. Curve as costas como quando o cansaço chega, e mantenha.
upright-problem-moved = Você se mexeu demais. Endireite as costas, olhe para a tela e não se mexa.

## The verdict: a headline and a sentence below it

verdict-away = Ninguém na imagem
verdict-away-detail = O tempo de ausência não conta.
verdict-not-at-desk = Parece que não é você
verdict-not-at-desk-detail = O lugar ou o rosto não é o da sua postura ereta. Se for você, defina uma nova postura ereta.
# A camera whose shutter is closed, or that is switched off
verdict-blank = Nada para ver
verdict-uncertain = Não dá para avaliar agora
verdict-fault = Desvio de postura
verdict-fault-detail = Endireite as costas quando puder.
verdict-fault-more =
    { $count ->
        [one] E mais um desvio, listado abaixo.
       *[other] E mais { $count } desvios, listados abaixo.
    }
verdict-good = Boa postura
verdict-good-detail = Perto da sua postura ereta.
verdict-good-rough = Estimativa aproximada, com base em médias. Para uma avaliação pessoal, defina sua postura ereta.
verdict-unclear-picture = a imagem não está nítida o bastante
# { $why } is verdict-unclear-picture or an unmeasured-… text, capitalized
verdict-why = { $why }.
verdict-why-head-only = { $why }. Incline a câmera um pouco para baixo ou afaste-se.
verdict-why-oblique = { $why }. Este tempo não conta.

## The gauges and the live picture

gauge-from-upright = da postura ereta (agora { $value }, ± { $doubt })
gauge-averages = ± { $doubt }, em relação às médias
gauge-back-to = voltar a { $limit }
gauge-limit = limite { $limit }
gauge-limit-with = limite { $limit } (inclui { $doubt } de incerteza)
# For screen readers: name of the gauge, value, meaning
gauge-words = { $name }: { $value }, { $meaning }
picture-head = Cabeça
# "Cabeça +4°"
picture-angle = { $name } { $angle }
picture-plumb-line = Fio de prumo
picture-limit = Limite de um ombro
picture-nobody = Imagem ao vivo, sem ninguém
picture-blank = Imagem ao vivo, nada para ver
picture-words = Imagem ao vivo com a linha da cabeça e dos ombros
picture-words-head = Cabeça { $angle }, { $limit }
picture-words-left = ombro esquerdo { $angle }, { $limit }
picture-words-right = ombro direito { $angle }, { $limit }

## The alert in the window

alert-since-seconds = Há { $seconds } s.
alert-since-minutes = Há { $minutes } min.
alert-start = Começar
alert-start-hint = Siga passo a passo (Ctrl+Enter)
alert-show-stretch = Ver alongamento
alert-have-moved = Já me mexi
alert-another = Ver outro
alert-snooze = Silenciar 15 min
alert-is-wrong = Está errado
alert-is-wrong-hint = Torna o limite deste desvio um pouco mais tolerante
alert-by-lot = Escolhido por sorteio, para descobrir o que ajuda você.
alert-hint-only = Desta vez só o aviso: endireite-se de novo.
alert-dismiss = Dispensar

## Notices on the desktop

notice-show-stretch = Ver alongamento
notice-snooze = Silenciar 15 min
notice-dismiss = Dispensar
notice-open = Abrir o Plumbline
# { $fault } is a fault-within-… text
notice-still = Ainda: { $fault }
notice-a-stretch = um alongamento
notice-too-still = Levante-se e mexa-se um pouco, ou experimente: { $stretch }.
notice-what-helps = Endireite as costas. Um alongamento que pode ajudar: { $stretch }.
notice-set-upright = Defina de novo sua postura ereta
notice-invitation = Hora de mudar de posição
notice-camera-moved = Parece que a câmera mudou de posição.
notice-looks-different = Sua aparência mudou desde que a postura foi definida.
notice-sits-straighter = Suas costas estão mais retas do que na postura salva.
notice-no-service = Nenhum serviço de notificações responde neste sistema. Inicie um (por exemplo, dunst ou mako) ou fique de olho nos alertas na janela.
notice-unavailable-here = As notificações ainda não estão disponíveis neste sistema. Fique de olho nos alertas na janela.
notice-switched-off = As notificações do Plumbline estão desativadas. Permita-as nas configurações de notificações do sistema ou fique de olho nos alertas na janela.
notice-failed = O sistema não conseguiu mostrar uma notificação. Fique de olho nos alertas na janela.
# Titles of the summary after a quiet period
notice-after-call = Durante a chamada
notice-after-sharing = Durante o compartilhamento da tela
notice-after-presenting = Com uma janela em tela cheia
notice-after-quiet = Enquanto não havia alertas
notice-was-forward = Sua cabeça ficou para a frente por { $minutes } de { $of } min.
notice-was-raised = Seus ombros ficaram elevados por { $minutes } de { $of } min.
notice-was-slouching = Suas costas ficaram curvadas por { $minutes } de { $of } min.
notice-was-tilted = Sua cabeça ficou inclinada para o lado por { $minutes } de { $of } min.
notice-was-uneven = Seus ombros ficaram desnivelados por { $minutes } de { $of } min.
notice-was-leaning = Seu tronco ficou para a frente por { $minutes } de { $of } min.
notice-was-close = Você ficou perto da tela por { $minutes } de { $of } min.
notice-was-still = Você ficou sem se mexer por { $minutes } de { $of } min.

## The tray

tray-resume = Retomar o acompanhamento
tray-pause = Pausar o acompanhamento
tray-snooze = Silenciar alertas
tray-snooze-minutes =
    { $minutes ->
        [one] { $minutes } minuto
       *[other] { $minutes } minutos
    }
tray-snooze-until-tomorrow = Até amanhã
tray-open = Abrir o Plumbline
tray-set-upright = Definir minha postura ereta
tray-quit = Sair

## Stretch catalogue: the list, and one stretch

stretch-about = Para o pescoço, os ombros e a parte superior das costas. A maioria leva um minuto, sem sair da mesa.
stretch-back = Voltar a todos os alongamentos
stretch-routines = Rotinas
stretch-search = Buscar
stretch-search-hint = pescoço, romboides, parede…
stretch-filter = Filtrar
stretch-filter-count = Filtros: { $count }
stretch-clear = Limpar
# Words for a complaint, in lower case: they are left out of a search such as "stiff neck"
stretch-search-complaints = dor dores dói doi doem doendo doer dolorido dolorida doloridos doloridas rígido rigido rígida rigida rígidos rigidos rígidas rigidas rigidez duro dura duros duras tenso tensa tensos tensas tensão tensao travado travada travados travadas preso presa presos presas contratura contraturas incômodo incomodo desconforto torcicolo meu minha meus minhas no na nos nas do da dos das de em com o a os as muito muita está esta estão estao
stretch-nothing-fits = Nada corresponde à busca e aos filtros.
stretch-stretches = Alongamentos
stretch-releases = Automassagem
stretch-resets = Reajustes rápidos
stretch-strength = Força
stretch-not-shown =
    { $count ->
        [one] { $count } exercício não exibido por causa de: { $parts } (Ajustes, Alongamentos).
       *[other] { $count } exercícios não exibidos por causa de: { $parts } (Ajustes, Alongamentos).
    }
stretch-any = Qualquer
stretch-muscle = Músculo
stretch-helps-when = Ajuda quando
stretch-position = Posição
stretch-equipment = Acessórios
stretch-steps = Como fazer
stretch-where = Onde você sente
stretch-through-the-day = Ao longo do dia
stretch-before-you-begin = Antes de começar
stretch-other-side = Depois, o mesmo do outro lado.
stretch-no-equipment = sem acessórios
stretch-start = Começar
stretch-start-hint = Siga passo a passo
stretch-offer = Incluir nas minhas sugestões
stretch-felt = { $place }
stretch-hold =
    { $seconds ->
        [one] Mantenha por { $seconds } segundo.
       *[other] Mantenha por { $seconds } segundos.
    }
stretch-hold-each =
    { $seconds ->
        [one] Mantenha por { $seconds } segundo de cada lado.
       *[other] Mantenha por { $seconds } segundos de cada lado.
    }
stretch-hold-least =
    { $seconds ->
        [one] Mantenha por pelo menos { $seconds } segundo.
       *[other] Mantenha por pelo menos { $seconds } segundos.
    }
stretch-hold-least-each =
    { $seconds ->
        [one] Mantenha por pelo menos { $seconds } segundo de cada lado.
       *[other] Mantenha por pelo menos { $seconds } segundos de cada lado.
    }
stretch-hold-about =
    { $seconds ->
        [one] Cerca de { $seconds } segundo.
       *[other] Cerca de { $seconds } segundos.
    }
stretch-hold-about-each =
    { $seconds ->
        [one] Cerca de { $seconds } segundo de cada lado.
       *[other] Cerca de { $seconds } segundos de cada lado.
    }
stretch-reps =
    { $count ->
        [one] { $count } repetição de { $seconds } segundos
       *[other] { $count } repetições de { $seconds } segundos cada
    }
# $source is a study or another origin, not translated
stretch-source = Fonte: { $source }
stretch-drawing = Desenho: { $name }
stretch-muscles-front = De frente: { $muscles }
stretch-muscles-back = De costas: { $muscles }
position-seated = Na cadeira
position-standing = Em pé
position-floor = No chão
equipment-ball = bola
equipment-massage-stick = bastão de massagem
equipment-massage-cane = gancho de massagem
equipment-foam-roller = rolo de espuma
equipment-wall = parede
equipment-mat = colchonete
equipment-band = faixa elástica
body-part-neck = pescoço
body-part-shoulder = ombros
body-part-lower-back = região lombar
body-part-wrist-or-knee = pulsos ou joelhos

## Routines

routine-own = Criar minha rotina
routine-own-name = Minha rotina
routine-name = Nome
routine-choose-stretch = Escolha um alongamento
# Label of the list of stretches
routine-to-add = Alongamento a adicionar
routine-add = Adicionar
routine-save = Salvar
routine-cancel = Cancelar
routine-delete = Apagar esta rotina
routine-move-up = Mover “{ $name }” para cima
routine-remove-named = Remover “{ $name }”
routine-start = Começar
routine-start-named = Começar “{ $name }”
routine-change = Editar
routine-change-named = Editar “{ $name }”
routine-about-minutes =
    { $minutes ->
        [one] cerca de um minuto
       *[other] cerca de { $minutes } minutos
    }
routine-for-today = Para você, hoje
routine-most-of-today = Mais comum hoje: { $fault }.
routine-nothing-stood-out = Um pouco de tudo: nenhum desvio se destacou hoje.
routine-strength = Força, dois minutos
routine-strength-about = Em cada dia de trabalho. Exercícios diferentes a cada dia, e uma repetição a mais quando ficar fácil.
# After two weeks or so; $name is an exercise
routine-strength-harder = Próximo nível de { $name }: uma faixa mais forte, ou fique mais tempo no fim.

## Guided stretch, step by step. Shown in large letters, readable from a distance

guide-place = { $routine } · { $number } de { $count }
guide-paused = Em pausa
guide-press-space = Pressione Espaço para continuar.
guide-step = Passo { $number } de { $count }
guide-get-ready = Posicione-se
guide-get-ready-side =
    { $side ->
        [left] Posicione-se para o lado esquerdo
       *[right] Posicione-se para o lado direito
    }
guide-begins-in = Começa em
guide-now-side =
    { $side ->
        [left] Agora para o lado esquerdo
       *[right] Agora para o lado direito
    }
guide-side =
    { $side ->
        [left] Para o lado esquerdo
       *[right] Para o lado direito
    }
guide-once-more = Mais uma vez
guide-goes-on-in = Continua em
guide-let-go = Solte e relaxe
guide-next-in = O próximo em
guide-then = Depois
guide-progress = { $done } de { $count } partes
guide-next = A seguir: { $name }
guide-seconds-left =
    { $seconds ->
        [0] Faltam { $seconds } segundos
        [one] Falta { $seconds } segundo
       *[other] Faltam { $seconds } segundos
    }
guide-hold = Mantenha
guide-waiting = Esperando você
guide-own-range = Este é o seu alcance hoje. Já vale.
guide-breathe = Respire com calma. Pare se doer.
# Repetitions: what to do now, and how many are done
guide-rep-out = Vá
guide-rep-hold = Segure
guide-rep-back = Volte devagar
guide-reps-of = { $done } de { $count } repetições
guide-clock-no-rule = A câmera não consegue verificar este exercício. O temporizador conta.
guide-clock-no-picture = Sem imagem da câmera. O temporizador conta.
# { $why } is a complete sentence
guide-clock-not-seen = O temporizador conta. { $why }
guide-clock-chosen = O temporizador conta, como você escolheu.
guide-mirror = Espelho
guide-go-on = Continuar
guide-pause = Pausar
guide-pause-key = Espaço
guide-back = Voltar
guide-back-key = Seta para a esquerda
guide-skip = Avançar
guide-skip-key = Seta para a direita
guide-skip-item = Pular este
guide-skip-item-hint = Ir para o próximo alongamento
guide-use-clock = Usar o temporizador
guide-use-camera = Usar a câmera
guide-stuck = Está fazendo e nada conta? Talvez a câmera não veja. Pressione “{ guide-use-clock }”.
guide-who-counts = Como o tempo é contado
guide-stop = Parar
guide-stop-key = Esc

# Spoken
guide-say-hold = Mantenha.
guide-say-side =
    { $side ->
        [left] Agora para o lado esquerdo.
       *[right] Agora para o lado direito.
    }
guide-say-once-more = Mais uma vez.
guide-say-clock = O temporizador conta.
guide-say-finished = Pronto, terminamos.
guide-no-sound = Sem som: { $error }
guide-no-speech = Nenhum programa de voz foi encontrado. Instale o speech-dispatcher.
guide-not-spoken = Os passos não foram falados: { $error }
guide-speech-ended = Os passos não foram falados: o spd-say terminou com { $status }.

# Corrections during a guided stretch
guide-cue-outside = Afaste-se um pouco: { $landmark } está fora da imagem.
guide-cue-hidden = A câmera não consegue ver { $landmark }.
guide-cue-no-depth = A câmera não consegue medir até onde seus braços chegam.
guide-cue-elsewhere = Volte ao lugar inicial e fique em repouso, na cadeira ou em pé.
guide-cue-no-rest = Fique um momento com as costas retas, na cadeira ou em pé, e com os braços para baixo.
guide-cue-nobody = Não há ninguém na imagem.
guide-cue-slower = Mais devagar: cerca de { $seconds } segundos cada.
guide-cue-not-enough = A câmera não vê o suficiente do seu corpo.

# Before the first guided stretch
guide-notes-title = Antes do seu primeiro alongamento
guide-notes-advice = O Plumbline dá dicas de bem-estar, não diagnósticos nem tratamentos.
guide-notes-trouble = Você tem problemas em alguma destas partes?
guide-notes-not-offered = Os alongamentos que forçam essas partes ficam de fora. Você pode mudar isso nos Ajustes.
guide-notes-begin = Já li, começar
guide-notes-not-now = Agora não

# At the end
guide-well-done = Muito bem
guide-was-short = Encerrado antes do fim
guide-back-to-work = Voltar ao trabalho
guide-back-to-work-key = Enter
guide-skipped = Pulado.
guide-held-clock = Mantido por { $held } de { $planned } s, contados pelo temporizador.
guide-held-all-seen = Mantido por { $held } de { $planned } s, todos vistos pela câmera.
guide-reps-clock = { $done } de { $planned } repetições, no ritmo do temporizador.
guide-reps-all-seen = { $done } de { $planned } repetições, todas contadas pela câmera.
guide-reps-some-seen = { $done } de { $planned } repetições, { $seen } delas contadas pela câmera.
guide-held-some-seen = Mantido por { $held } de { $planned } s, { $seen } deles vistos pela câmera.
guide-then-skipped = { $held } Pulado.
guide-then-stopped = { $held } Interrompido.

## History

history-no-folder = Não há uma pasta para o histórico.
history-reading = Lendo…
history-day = Dia
history-week = Semana
history-month = Mês
history-year = Ano
# By hour and weekday
history-when = Horários
# By fault
history-what = Desvios
history-back-day = Voltar ao dia
history-back-week = Voltar à semana
history-back-month = Voltar ao mês
history-back-year = Voltar ao ano
history-back-when = Voltar aos horários
history-back-what = Voltar aos desvios
history-back-key = Backspace
history-earlier = Anterior
history-earlier-key = Anterior (Page Up)
history-later = Seguinte
history-later-key = Seguinte (Page Down)
history-today = Hoje
history-choose-day = { $date }. Escolher um dia
history-month-before = Mês anterior
history-month-after = Mês seguinte
# names of the two choices, for screen readers
history-shown = O que é mostrado
history-span = Período
history-three-months = 3 meses
history-a-year = Um ano
history-delete-day = Apagar este dia…
history-will-be-gone = Será apagado de forma definitiva: { $day }.
history-delete = Apagar
history-keep = Manter
history-save-picture-of = Salvar imagem: { $chart }
history-save-month = Página para fisioterapia (PDF)
history-month-saved = Relatório salvo: { $file }
history-month-failed = Não foi possível salvar o relatório: { $problem }
history-nothing-yet = Ainda não há histórico. Seus primeiros minutos aparecem aqui logo depois que a câmera é ligada.
history-of-thirty-days = Últimos 30 dias, por duração.
history-thirty-days-to = 30 dias até { $date }, por duração.

# The cards of a page
history-card-day = Seu dia
history-card-days = Boa postura em relação ao tempo medido
history-card-year = Boa postura, dia a dia
history-card-year-hint = Clique em um dia para abri-lo, ou use as setas e Enter. Dias com menos de 10 minutos medidos ficam vazios.
history-card-compared = Em comparação com a semana anterior
history-card-faults = Desvios mais comuns
history-card-heat = Boa postura por dia da semana e hora, em %
history-card-stretches = Próximo alerta após cada alongamento
history-card-variety = Mudanças de posição
history-card-trial = O que ajuda você, por sorteio
history-card-day-hint = Clique em um minuto para vê-lo, ou selecione a faixa e use as setas. Ctrl+seta salta de alerta em alerta.
history-card-days-hint = Abaixo: tempo de acompanhamento. Clique em um dia para abri-lo, ou use as setas e Enter. Dias com menos de 10 minutos medidos não têm barra.
history-card-stretches-hint = Tempo mediano até o próximo alerta para a mesma postura. “Sem”: você corrigiu os mesmos desvios sem alongamento. Exibido a partir de 3 casos. Isso não prova que um alongamento funciona.
history-this-week = Esta semana
history-week-before = Semana anterior
history-too-little = dados insuficientes
history-compared-good = Boa postura
history-compared-watched = Acompanhamento
history-compared-alerts = Alertas
history-compared-corrected = Alertas corrigidos
history-compared-breaks = Pausas
history-compared-stretches = Alongamentos

# The strip of a day
history-strip-nothing = Sem acompanhamento neste dia.
history-strip-words = Boa postura por { $good }, desvio por { $fault }, indefinido por { $unsure }; { $alerts }, { $breaks }.
history-alerts =
    { $count ->
        [0] { $count } alertas
        [one] { $count } alerta
       *[other] { $count } alertas
    }
history-breaks =
    { $count ->
        [0] { $count } pausas
        [one] { $count } pausa
       *[other] { $count } pausas
    }
history-alert = Alerta
history-break = Pausa
# A moment of the strip: "9:30: boa postura"
history-moment = { $time }: { $what }
history-moment-good = boa postura
history-moment-fault = desvio
history-moment-unsure = indefinido
history-moment-none = ausência ou sem acompanhamento

# Details of one minute, one text per line
history-minute = { $time } – { $parts }
history-minute-good = boa postura por { $seconds } s
history-minute-fault = desvio por { $seconds } s
history-minute-unsure = indefinido por { $seconds } s
history-minute-away = ausência por { $seconds } s
history-minute-seen = Desvios: { $faults }
history-minute-seen-for = { $fault } por { $seconds } s
history-minute-median = Mediana: { $values }
# "cabeça para a frente 9,2°"
history-minute-value = { $quantity } { $value }
history-event = { $time } { $what }
history-event-alert = Alerta: { $fault }
history-event-alert-posture = Alerta: postura
history-event-corrected = Corrigido
history-event-break = Pausa
history-event-break-of = Pausa de { $duration }
history-event-stretch = Alongamento: { $name }
history-event-stretch-unfinished = Alongamento: { $name }, não concluído
history-event-snoozed = Alertas silenciados
history-event-calibrated = Postura ereta definida
history-event-left = Você saiu
history-event-returned = Você voltou
history-event-watch-off = Acompanhamento interrompido
history-event-watch-on = Acompanhamento retomado

# The angles over a day
history-trace-forward-head = Cabeça para a frente, ° a partir da postura ereta
history-trace-raised-left = Ombro esquerdo elevado, ° a partir da postura ereta
history-trace-raised-right = Ombro direito elevado, ° a partir da postura ereta
history-trace-point = { $time }{"\u000A"}{ $middle }°, em geral de { $low }° a { $high }°
history-trace-nothing = { $name }: sem dados.
history-trace-words = { $name }: entre { $low }° e { $high }°.
history-trace-words-beyond = { $name }: entre { $low }° e { $high }°, além do limite de { $limit }° durante { $percent }% do tempo.

# Day by day. Shown as separate lines, or joined with commas
history-day-good = { $percent }% de boa postura
history-day-watched = { $duration } de acompanhamento
history-day-too-little = { $duration } de acompanhamento, dados insuficientes
history-day-not-watched = sem acompanhamento
history-days-picked = Boa postura por dia: { $day }.
history-days-picked-open = { $day }. Enter abre o dia.
history-days-share = { $day } { $percent }%
history-days-words = Boa postura por dia: { $days }.
history-days-nothing = Boa postura por dia: dados insuficientes.
# The dashed line on the bars of the days
history-target = Meta { $percent }%
# The end of the scale of colours: "até 40%"
history-up-to = até { $share }

# Faults and stretches
history-faults-none = Nenhum desvio neste período.
history-fault-words = { $duration } ({ $percent }% do tempo medido); alertas: { $alerts }, corrigidos: { $corrected }
history-stretches-none = Nenhum alongamento neste período.
history-after = com
history-without = sem
history-too-few = poucos casos
history-bar = { $what }: { $value }
history-done = feito { $times }×
history-done-held = feito { $times }×, { $held } no total
history-done-seen = feito { $times }×, { $held } no total ({ $seen } vistos pela câmera)
history-seconds = { $seconds } s

# The week by hour and weekday
history-heat-nothing = Ainda sem dados.
history-heat-cell = { $weekday }, { $from }:00 – { $to }:00: { $percent }% de boa postura em { $duration } de medição
history-heat-day = { $weekday } { $percent }%
history-heat-day-worst = { $weekday } { $percent }%, pior a partir das { $hour }:00
history-heat-words = Percentual de boa postura por dia da semana e hora: { $days }.

# Sentences about a month, a run of days, the hours of the day
# For screen readers: the ring of the summary
history-share-words = Percentual de boa postura: { $percent }%
history-year-words = { $period }: { $percent }% de boa postura ({ $watched } de acompanhamento).
history-year-too-little = { $period }: só { $watched } de acompanhamento, pouco para um resumo.
history-month-too-little = { $period }: só { $watched } de acompanhamento, pouco para um resumo.
history-month-words = { $period }: { $percent }% de boa postura ({ $watched } de acompanhamento).
history-period-week = Sua semana
history-period-week-of = Semana de { $date }
history-period-month = Seu mês
history-period-year = Seus últimos 365 dias
history-period-year-to = 365 dias até { $date }
history-month-streak =
    { $days ->
        [one] Maior sequência: { $days } dia completo com { $percent }% ou mais ({ $from } a { $to }).
       *[other] Maior sequência: { $days } dias completos com { $percent }% ou mais ({ $from } a { $to }).
    }
history-streak =
    { $days ->
        [one] Sequência atual: { $days } dia completo com { $percent }% ou mais, desde { $from }.
       *[other] Sequência atual: { $days } dias completos com { $percent }% ou mais, desde { $from }.
    }
history-best-worst = Seu melhor horário: { $best }:00 a { $best_end }:00 ({ $high }% de boa postura). Seu horário mais difícil: { $worst }:00 a { $worst_end }:00 ({ $low }%).
history-no-hour = Nenhum horário do dia se destaca.
history-hour-needed = Os horários podem ser comparados quando um deles tiver 1 h de tempo medido.
# How often the person changed position
history-variety-words = Você mudou de posição { $shifts } vezes por hora. O maior tempo na mesma posição foi de { $longest }, e { $still } do tempo passou em posições mantidas por 10 minutos ou mais.
history-variety-standing = De pé: { $duration }.
history-variety-shifts = Mudanças por hora
history-variety-longest = Maior tempo na mesma posição, minutos
# One column: $when is a day, or hours such as "9:00–10:00"
history-variety-column = { $when }: { $shifts } mudanças por hora, no máximo { $longest }
history-variety-column-little = { $when }: poucos dados
# The trial by lot. The three offers, within a sentence
trial-hint = só o aviso
trial-reset = um reajuste rápido
trial-stretch = um alongamento
trial-name-hint = Só o aviso
trial-name-reset = Movimento rápido
trial-name-stretch = Alongamento
trial-running = { $done } de { $all } avisos sorteados. O que ajudou é comparado uma vez, quando todos estiverem completos.
trial-best = Sua postura ficou boa por mais tempo após { $offer }. O acaso não explica a diferença.
trial-none = Nenhuma opção foi melhor que outra além do que o acaso explica.
trial-worse = Só o aviso foi melhor que { $offer }. O acaso não explica a diferença.
trial-between = Foi melhor { $better } que { $worse }, mas não claramente melhor que só o aviso.
# One line for each offer; $time is "about 12 minutes"
trial-arm = Após { $offer }: { $time } até o próximo aviso ({ $cases } avisos).
trial-arm-interval = Após { $offer }: { $time } até o próximo aviso, entre { $low } e { $high } min com 90 % de confiança ({ $cases } avisos).
trial-felt-less = Os dias com mais movimentos oferecidos foram avaliados com menos desconforto.
trial-felt-more = Os dias com mais movimentos oferecidos foram avaliados com mais desconforto.
trial-felt-none = O desconforto não foi claramente diferente nos dias com mais movimentos oferecidos ({ $days } dias avaliados).
trial-rule = A regra foi fixada antes: os primeiros { $all } avisos, comparados uma vez, com erro de 5 % para todas as comparações juntas. Vale só para você e para este período.

# Summary of a week. { $duration } is for example "1 minute", "12 minutes" or "2 h 5 min"
history-week-nothing = { $period }: sem acompanhamento.
history-week-nothing-yet = Ainda sem acompanhamento nesta semana.
history-week-watched-one = { $duration } de acompanhamento
history-week-watched = { $duration } de acompanhamento
# { $watched } is one of the two above
history-week-only = { $period }: só { $watched }, pouco para um resumo.
history-week-judged-little = { $period }: { $watched }. A postura só ficou clara por { $judged }, pouco para um resumo.
history-week-good = { $period }: { $share } de boa postura ({ $watched }).
history-week-good-so-far = Sua semana até agora: { $share } de boa postura ({ $watched }).
history-week-no-comparison = Não há dados suficientes da semana anterior para comparar.
history-week-same = Quase igual à semana anterior ({ $before }).
history-week-more = { $points } a mais que na semana anterior ({ $before }).
history-week-less = { $points } a menos que na semana anterior ({ $before }).
history-week-points =
    { $points ->
        [one] { $points } ponto percentual
       *[other] { $points } pontos percentuais
    }
history-week-longest = Mais comum: { $fault }, { $duration } ({ $share } do tempo medido).
history-week-alike =
    { $days ->
       *[other] Seus { $days } dias completos foram quase iguais.
    }
history-week-best = Melhor dia: { $best } ({ $high }). Dia mais difícil: { $worst } ({ $low }).
history-week-corrected =
    { $all ->
        [one] Você corrigiu a postura após { $corrected } de { $all } alerta, metade das vezes em até { $seconds } segundos.
       *[other] Você corrigiu a postura após { $corrected } de { $all } alertas, metade das vezes em até { $seconds } segundos.
    }
history-times =
    { $times ->
        [1] uma vez
        [2] duas vezes
       *[other] { $times } vezes
    }
# { $times } is "uma vez", "duas vezes", "12 vezes"
history-stretched = Você fez alongamentos { $times }.
history-stretched-effect = Você fez alongamentos { $times }. Tempo típico até o próximo alerta para a mesma postura: { $after } após um alongamento, { $without } após apenas uma correção.
history-about = cerca de { $duration }
history-more-than = mais de { $duration }
history-percent-over = mais de 99%
history-percent-under = menos de 1%

# Results of export, import, delete and save
history-no-export-folder = Não há uma pasta para a exportação.
history-exported = Exportado para { $files }.
history-exported-two = { $first } e { $second }
history-export-failed = A exportação falhou: { $problem }.
history-import-title = Importar um histórico exportado pelo Plumbline
history-import-filter = Histórico exportado
history-no-file-chosen = Nenhum arquivo foi escolhido. Se nenhuma janela se abriu, digite o caminho do arquivo ao lado do botão.
history-deleted = Seu histórico foi apagado.
history-delete-failed = Não foi possível apagar seu histórico: { $problem }.
history-day-deleted = Dia apagado: { $day }.
history-day-delete-failed = Não foi possível apagar o dia: { $problem }.
history-days-kept =
    { $days ->
        [one] Seu histórico agora é guardado por { $days } dia.
       *[other] Seu histórico agora é guardado por { $days } dias.
    }
history-all-kept = Seu histórico agora é guardado para sempre.
history-old-delete-failed = Não foi possível apagar os dias antigos: { $problem }.
history-none-kept = Nenhum histórico está sendo guardado.
history-none-kept-because = Nenhum histórico está sendo guardado: { $problem }.
history-no-thread = Nenhum histórico está sendo guardado: não foi possível iniciar a thread dele ({ $error }).
history-was-damaged =
    { $saved ->
        [0] Seu histórico de postura estava danificado. Nenhuma linha foi recuperada. O arquivo danificado está guardado como { $file }. Apague-o se nada estiver faltando.
        [one] Seu histórico de postura estava danificado. { $saved } linha foi recuperada. O arquivo danificado está guardado como { $file }. Apague-o se nada estiver faltando.
       *[other] Seu histórico de postura estava danificado. { $saved } linhas foram recuperadas. O arquivo danificado está guardado como { $file }. Apague-o se nada estiver faltando.
    }
history-disk-full = o disco está cheio; libere espaço e reinicie o Plumbline
history-mistake = Um erro no Plumbline interrompeu o histórico. Reinicie o Plumbline para continuar. Os dados salvos não se perdem.
history-not-written = O histórico não está sendo salvo: { $problem }.
history-no-picture-folder = Não há uma pasta para a imagem.
history-picture-saved = Salvo como { $file }.
history-picture-failed = Não foi possível salvar a imagem: { $problem }.
history-import-known = Nada de novo em { $file }. Seu histórico já tem tudo.
history-imported = { $file } importado: { $new }.
history-import-failed = { $file } não foi importado: { $problem }.
history-import-not-allowed = O Plumbline não tem acesso a essa pasta; mova o arquivo para a pasta Downloads e tente de novo, ou inicie o Plumbline com --no-sandbox
history-import-new =
    { $events ->
        [0] { $minutes } min e { $events } eventos novos
        [one] { $minutes } min e { $events } evento novo
       *[other] { $minutes } min e { $events } eventos novos
    }
history-import-new-known =
    { $events ->
        [0] { $minutes } min e { $events } eventos novos; já existentes: { $known }
        [one] { $minutes } min e { $events } evento novo; já existentes: { $known }
       *[other] { $minutes } min e { $events } eventos novos; já existentes: { $known }
    }

## The weekly report, a page to print

# "Postura, de 9 de novembro a 15 de novembro de 2026"
report-title = Postura, de { $from } a { $to }
report-days = Dia a dia
report-days-about = Horas de acompanhamento: boa postura, desvio e, em cinza, indefinido. O percentual é a parte de boa postura no tempo medido.
report-days-words = Horas de acompanhamento em cada dia, com boa postura e desvios
report-hours = Hora a hora
report-hours-about = Cada quadrado é uma hora. Quanto mais forte a cor, maior a parte de boa postura. Quanto maior o quadrado, mais tempo de acompanhamento.
report-hours-words = Percentual de boa postura por dia da semana e hora
# "seg 9:00: 87% de boa postura, 42 min de acompanhamento"
report-hour = { $weekday } { $hour }:00: { $good } de boa postura, { $watched } de acompanhamento
report-faults-about = Parte do tempo medido. Vários desvios podem ocorrer ao mesmo tempo.
report-faults-words = Tempo em cada desvio
# Titles of columns
report-good = Boa postura
report-alerts = Alertas
report-corrections = Correções e alongamentos
report-corrected = Corrigidos
report-stretch = Alongamento
report-done = Feito
report-held = Mantido
report-next-alert = Próximo alerta
report-without = Sem
report-made-by = Gerado pelo Plumbline neste computador a partir do seu histórico. Dicas de bem-estar, não diagnóstico: o Plumbline não é um dispositivo médico.
# The report on a month, one page for a physiotherapist. $month is "November 2026"
report-month-title = Postura em { $month }
report-month-lead =
    { $days ->
        [one] 1 dia
       *[other] { $days } dias
    }, { $watched } de observação. A postura foi boa em { $share } do tempo medido.
report-month-lead-little =
    { $days ->
        [one] 1 dia
       *[other] { $days } dias
    }, { $watched } de observação. É pouco para uma proporção de boa postura.
report-month-nothing = Nada foi observado neste mês.
report-changes = O que mudou
report-this-month = Este mês
report-month-before = Mês anterior
report-month-same = A proporção de boa postura é parecida com a do mês anterior.
report-month-more = A proporção de boa postura é { $points } pontos maior que no mês anterior.
report-month-less = A proporção de boa postura é { $points } pontos menor que no mês anterior.
report-trend-unknown = Há poucos dias completos para uma tendência dentro do mês.
report-trend-none = Dentro do mês não há tendência clara.
report-trend = Dentro do mês mudou { $points } pontos por semana (intervalo de 90 %: de { $low } a { $high }).
report-faults-by-hour = Desvios por hora do dia
report-faults-by-hour-about = Proporção do tempo medido com o desvio, conforme a hora. Podem ocorrer vários desvios ao mesmo tempo.
report-ranges = Faixas
report-median = Mediana
report-middle-80 = 80 % centrais
report-limit = Limite
report-from-to = { $from } a { $to }
report-ranges-about = Mudança em relação à própria postura ereta, minuto a minuto; a distância é até a câmera. Além do limite, ampliado pela incerteza, conta como desvio. O encurvamento está em larguras de ombros.
report-positions = { $shifts } mudanças de posição por hora. Maior tempo numa posição: { $longest }. { $still } do tempo foi em posições mantidas por 10 minutos ou mais.
report-stretches = Alongamentos e exercícios
report-seen = Visto
report-stretches-about = Mantido: tempo total. Visto: a parte que a câmera confirmou. Próximo alerta: mediana do tempo até o próximo alerta para a mesma postura naquele dia.
report-discomfort = Desconforto, segundo a pessoa
report-felt =
    Avaliado em { $days ->
        [one] 1 dia
       *[other] { $days } dias
    }, de 0 (nenhum) a 10: mediana { $median }, de { $low } a { $high }.
# $areas is a list of the next text
report-felt-areas = Onde: { $areas }.
report-felt-area =
    { $area } ({ $days ->
        [one] 1 dia
       *[other] { $days } dias
    })
report-month-footer = Feito pelo Plumbline no computador da pessoa. Estimativas por webcam, testadas apenas com pessoas geradas por computador; a incerteza de um ângulo é de vários graus. Conselhos de bem-estar, não um diagnóstico: o Plumbline não é um dispositivo médico.

## Parts of the body in the question about discomfort

area-head = cabeça ou olhos
area-neck = pescoço
area-left-shoulder = ombro esquerdo
area-right-shoulder = ombro direito
area-upper-back = parte alta das costas
area-lower-back = parte baixa das costas
area-left-arm = braço ou mão esquerda
area-right-arm = braço ou mão direita

## Answers of the commands plumbline status, pause, resume, snooze, stretch, upright. Do not translate the words
## after a colon and the examples: people type them.

control-not-running = O Plumbline não está em execução. Para iniciar: plumbline
control-not-reached = O Plumbline está em execução, mas não responde. Talvez seja uma versão anterior: encerre e inicie de novo.
control-no-window = O Plumbline está em execução sem janela.
control-paused = O acompanhamento está em pausa. Para retomar: plumbline resume
control-resumed = O acompanhamento continua.
control-stretch-shown = O alongamento aparece na janela.
control-snoozed =
    { $minutes ->
        [one] Alertas silenciados por { $minutes } minuto.
       *[other] Alertas silenciados por { $minutes } minutos.
    }
control-snoozed-until-tomorrow = Alertas silenciados até amanhã.
control-snooze-over = Os alertas estão ativos de novo.
control-no-duration = “{ $text }” não é uma duração. Exemplos: 30m, 1h, tomorrow, off.
control-watching = Acompanhando com { $name }
control-snooze-left = Alertas silenciados por { $minutes } min
control-upright-failed = A postura ereta não foi definida. Veja a janela ou tente de novo: plumbline upright

## Sandbox

# $problem is the message of the operating system, without a full stop.
sandbox-may-be-cause = { $problem }; a causa pode ser o sandbox do Plumbline: verifique com plumbline --no-sandbox

## Settings

settings-merged = O arquivo de ajustes foi alterado fora do Plumbline. As alterações já estão em uso.
settings-camera = Câmera
settings-place = Lugar
settings-alerts = Alertas
settings-quiet = Períodos de silêncio
settings-watching = Pausas e acompanhamento
settings-watched = Desvios acompanhados
settings-stretching = Alongamentos
settings-appearance = Aparência
settings-data = Privacidade e dados
settings-about = Sobre
# A sentence below the title of each section
settings-camera-about = De onde vem a imagem e o que você vê dela.
settings-alerts-about = Quando o Plumbline avisa sobre um desvio, e como.
settings-quiet-about = Períodos sem notificações. A medição continua.
settings-watching-about = Quando lembrar você de se mexer, e quando a câmera fica ligada.
settings-watched-about = Só contam os desvios que estão ativados.
settings-stretching-about = Como um alongamento é guiado, e quais são sugeridos.
settings-appearance-about = Como é a janela.
# The search field, and its results: "Play a sound · Alerts"
settings-search = Buscar nos ajustes
settings-found =
    { $count ->
        [0] Nada encontrado
        [one] { $count } ajuste encontrado
       *[other] { $count } ajustes encontrados
    }
settings-found-row = { $setting } · { $section }
# In a narrow window: back to the list of sections
settings-back = Voltar aos ajustes

# Camera
settings-which-camera = Sua câmera
settings-picture = Imagem
settings-other-source = Outra fonte
settings-use-it = Usar
# Accepted values of the source field. Do not translate camera, camera:1, demo and http://
settings-source-hint = camera, camera:1, demo, uma imagem, pasta ou vídeo, ou um endereço MJPEG http://
settings-field-of-view = Campo de visão horizontal
settings-field-of-view-about = Usado para a distância da tela. A maioria das webcams tem de 60° a 80°.
settings-view-assumed = { $deg }° ± { $sd }°, suposto: nada se sabe sobre esta câmera.
settings-view-table = { $deg }° ± { $sd }°, da tabela de câmeras comuns.
settings-view-stated = { $deg }° ± { $sd }°, ajustado por você.
settings-view-measured = { $deg }° ± { $sd }°, da distância que você mediu.
# After one of the four sentences above
settings-distance-sure = As distâncias têm erro de { $percent } %.
settings-distance-unsure = As distâncias têm erro de { $percent } %, e “{ fault-noun-too-close }” precisa de 10 %. Meça sua distância uma vez.
settings-view-forget = Esquecer meu campo de visão
settings-tape = Medir sua distância
settings-tape-about = Da câmera até seus olhos com uma fita métrica, em centímetros. Não se mova enquanto isso.
settings-tape-waits = Da câmera até seus olhos com uma fita métrica. Primeiro a câmera precisa ver seu rosto.
settings-tape-use = Aplicar
settings-sheet = Ou com uma folha de papel
settings-sheet-about = Pressione Iniciar. Segure uma folha tamanho { $paper } na horizontal entre a câmera e seus olhos, com as duas bordas curtas tocando ambos, e fique assim até a medição terminar.
paper-a4 = A4
paper-letter = carta
settings-sheet-start = Iniciar
settings-sheet-stop = Parar
settings-sheet-wait = Segure a folha. Medição em { $seconds } s.
settings-sheet-measure = Medindo: fique assim.
settings-sheet-no-face = A câmera não viu seu rosto atrás da folha. Segure a folha na horizontal, abaixo dos olhos.
settings-tape-number = Digite de 20 a 200 cm.
settings-tape-impossible = Isso não combina com seu rosto na imagem, que parece estar a cerca de { $seen } cm. Meça da câmera até seus olhos.
settings-tape-done = Medido: { $tape } cm. Com cabeça e câmera médias, pareciam { $seen } cm. As distâncias já usam isso; os ângulos, quando você definir de novo sua postura ereta.
settings-tape-forget = Esquecer a distância medida

# Place
settings-place-hint = Sua postura ereta é salva para cada câmera. Se você muda uma câmera de lugar, dê um nome a cada lugar.
settings-usual-place = Lugar habitual
settings-another-place = Outro lugar
settings-add-place = Adicionar
settings-forget-place = Remover este lugar

# Alerts
settings-alerts-when = Quando
settings-alerts-how = Como
settings-sensitivity = Sensibilidade
settings-sensitivity-about = Rigorosa: também contam diferenças menores em relação à sua postura ereta.
settings-relaxed = Tolerante
settings-normal = Normal
settings-strict = Rigorosa
settings-dwell = Tempo de desvio antes do alerta
settings-dwell-about = Quanto tempo um desvio precisa durar.
settings-cooldown = Intervalo entre dois alertas
settings-cooldown-about = Tempo mínimo desde o último alerta.
settings-notifications = Notificações do sistema
settings-notifications-about = Se desativadas, os alertas aparecem nesta janela e, se você escolher, na tela.
settings-sounds = Sons
settings-sounds-about = O Plumbline não faz nenhum outro som.
settings-sound = Tocar um som
settings-sound-about = A cada notificação.
settings-daily-notifications = Máximo de notificações por dia
settings-on-screen = Na tela inteira
settings-edge-glow = Brilho na borda da tela
settings-edge-glow-about = Começa antes do alerta, fica mais largo enquanto o desvio dura e some quando você volta a se sentar ereto. Os cliques passam por ele.
settings-dim-screens = Escurecer a tela
settings-dim-screens-about = A tela escurece enquanto o desvio dura. O texto continua legível.
settings-no-layer-shell = Seu ambiente não permite que programas desenhem sobre todas as janelas (por exemplo, o GNOME no Wayland). Use as notificações.
settings-no-glow-display = O servidor de exibição não responde; nada pode ser mostrado na tela inteira. Use as notificações.
settings-no-blending = Nenhum compositor está em execução (como o picom): o brilho é uma faixa fina e opaca, e a tela não pode ser escurecida.
settings-vary-alerts = Variar a forma
settings-vary-alerts-about = Uma das formas escolhidas por vez e outra no desvio seguinte. Com uma só forma, a atenção se perde.

# Quiet
settings-quiet-calls = Durante chamadas
settings-quiet-calls-about = Enquanto outro programa usa o microfone ou a câmera, ou compartilha a tela.
settings-quiet-presenting = Enquanto há uma janela em tela cheia
settings-quiet-hours = Todos os dias neste horário
settings-quiet-from = das
settings-quiet-to = às

# Watching
settings-break-after = Lembrar de fazer uma pausa após
settings-break-after-about = Tempo na cadeira sem pausa.
settings-break-minutes = { $minutes } min
settings-break-never = Nunca
settings-invite-after = Convidar-me a mudar de posição após
settings-invite-after-about = Tempo numa mesma posição, seja qual for. Nas horas em que você costuma se mexer depois, o convite vem mais cedo; nas outras, mais tarde.
settings-on-battery = Na bateria
settings-battery-as-usual = Como sempre
settings-battery-slower = Medir menos
settings-battery-pause = Pausar
settings-off-while-away = Desligar a câmera na minha ausência
settings-off-while-away-about = Ela verifica a cada 30 s se há alguém.
settings-in-background = Em segundo plano
settings-keep-watching = Continuar o acompanhamento com a janela fechada
settings-keep-watching-about = Requer uma bandeja do sistema para o ícone.
settings-start-at-login = Abrir ao iniciar a sessão
# Under the box above, which is empty. $program is the path of another copy of Plumbline.
settings-starts-other-at-login = Outra cópia do Plumbline abre ao iniciar a sessão: { $program }. Ative esta opção para abrir esta cópia no lugar dela.

# Faults to watch
settings-limits = Limite de cada desvio
settings-limits-not-watched = Os valores atuais aparecem aqui durante a medição com a câmera.
settings-limits-reset = Restaurar todos os limites

# Stretching
settings-guided = Alongamentos guiados
settings-suggested = Sugestões
settings-camera-counts = Contar o tempo com a câmera
settings-camera-counts-about = Quando a câmera consegue medir o alongamento. Se não, um temporizador conta.
settings-trial = Descobrir por sorteio o que me ajuda
settings-trial-about = A cada aviso o sorteio decide: só o aviso, um reajuste rápido ou um alongamento. Uma vez por dia há uma pergunta sobre desconforto. Depois de 90 avisos, o histórico diz o que ajudou e se pode ser acaso.
settings-rounds = Fazer cada lado
settings-rounds-times =
    { $rounds ->
        [1] Uma vez
        [2] Duas vezes
       *[other] { $rounds } vezes
    }
settings-cues = Som dos alongamentos guiados
settings-cues-off = Nenhum
settings-cues-chime = Toque
settings-cues-spoken = Passos falados
settings-equipment = Acessórios que você tem. Alongamentos que precisam de outros não são sugeridos.
settings-troubles = Onde você tem problemas. Alongamentos que forçam essas partes não são sugeridos.
settings-put-away = Fora das sugestões, por escolha sua:
settings-offer-again = Voltar a sugerir “{ $name }”

# Appearance and privacy
settings-language = Idioma
settings-language-system = Igual ao sistema
settings-silhouette = Mostrar uma silhueta, não a imagem
settings-silhouette-about = Seu contorno é desenhado a partir dos pontos medidos.
settings-turn = Girar a imagem
settings-turn-about = No sentido horário. Automático deixa você em pé nela.
settings-turn-auto = Automático
settings-turn-now = Agora ela está girada { $deg }°.
settings-mirrored = A imagem da câmera está espelhada
settings-mirrored-about = Algumas câmeras trocam esquerda e direita.
settings-theme = Tema
settings-theme-system = Igual ao sistema
settings-theme-light = Claro
settings-theme-dark = Escuro
settings-contrast = Contraste
settings-contrast-about = Alto: textos e contornos mais fortes.
settings-contrast-system = Igual ao sistema
settings-contrast-normal = Normal
settings-contrast-high = Alto
settings-size = Tamanho
settings-size-about = Também com Ctrl+mais e Ctrl+menos.
settings-reduced-motion = Reduzir animações
settings-reduced-motion-about = As mudanças aparecem de imediato.
settings-never-leave = As imagens nunca saem deste computador e nunca são gravadas em disco.
settings-sandbox-closed = O sandbox garante isso. O Plumbline só pode usar suas próprias pastas e a pasta dos arquivos exportados. Fora deste computador, só pode se conectar a uma câmera de rede que você indicou.
settings-sandbox-open = O sandbox não garante isso por completo: { $state }.

# Your data
settings-keep-for = Guardar o histórico
settings-keep-ever = Para sempre
settings-keep-year = 1 ano
settings-keep-days =
    { $days ->
        [one] { $days } dia
       *[other] { $days } dias
    }
settings-history = Histórico
settings-export = Exportar tudo
settings-export-about = Para a pasta Downloads; se ela não existir, para Documentos.
settings-export-json = Como JSON
settings-export-json-hint = Um arquivo que pode ser importado de novo
settings-export-csv = Como CSV
settings-export-csv-hint = Minutos e eventos, para uma planilha
settings-import-title = Importar
settings-import = Importar um arquivo exportado…
settings-import-path = ou o caminho dele
settings-import-file = Importar
settings-import-hint = Você também pode soltar um JSON exportado nesta página. Seu histórico atual é mantido.
settings-delete-history = Apagar o histórico…
settings-all-gone = Todo o seu histórico será apagado de forma definitiva.
settings-delete = Apagar
settings-keep = Manter

# About
settings-starting-model = iniciando o modelo de pose…
settings-advice = O Plumbline dá dicas de bem-estar, não diagnósticos. Em caso de lesão ou dor persistente, procure orientação médica.

# Preview below a setting: its effect on the current values and on the last days
settings-now-not-watched = não acompanhado
settings-now-unmeasured = agora: não é possível medir ({ $why })
settings-now-needs-upright = agora: requer sua postura ereta
settings-now-too-unsure = agora { $now }; { $bound }: incerto demais para contar
settings-now-counts = agora { $now }; { $bound }: conta
settings-now-would-count = agora { $now }; { $bound }: contaria
settings-now-about-to-end = agora { $now }; { $bound }: prestes a terminar
settings-now-would-not-count = agora { $now }; { $bound }: não contaria
settings-bound-ends = termina em { $limit }
settings-bound-below = conta abaixo de { $limit } (inclui { $doubt } de incerteza)
settings-bound-from = conta a partir de { $limit } (inclui { $doubt } de incerteza)
settings-past =
    { $days ->
        [one] último { $days } dia: { $beyond } de { $measured } além do limite
       *[other] últimos { $days } dias: { $beyond } de { $measured } além do limite
    }
# "forward head +4.0° (limit +7.0°)". settings-value-against: for a distance, where smaller is worse
settings-value-of = { $quantity } { $now } (limite { $limit })
settings-value-against = { $quantity } { $now } (limite { $limit })
settings-now-these-count = Contaria agora: { $values }.
settings-now-nothing-counts = Nada contaria agora. O mais próximo: { $value }.
settings-now-nothing-told = Nada pode ser medido agora.
settings-dwell-no-fault = Nenhum desvio agora.
settings-dwell-left = “{ $fault }” já dura { $lasted } s. Alerta em { $left } s.
settings-dwell-over = “{ $fault }” já dura { $lasted } s. Isso geraria um alerta.

## Camera list, in the settings and the welcome

camera-looking = Procurando câmeras…
camera-infrared = { $name } (infravermelho)
camera-raw-sensor = { $name } (sensor bruto)
camera-none = Nenhuma câmera foi encontrada. Conecte uma ou continue sem ela.
camera-look-again = Procurar de novo

## Welcome: three steps on the first run

welcome-step = Passo { $number } de { $count }
welcome-choose-camera = Escolher minha câmera
welcome-that-is-me = Sou eu
welcome-start-watching = Iniciar o acompanhamento
welcome-without-upright = Pular por enquanto
welcome-back = Voltar
welcome-skip = Pular
welcome-skip-hint = Ir direto para a janela (Esc)
welcome-which-camera = Qual câmera vê você?
welcome-camera-hint = A cabeça e os ombros devem aparecer na imagem.
# Text for screen readers
welcome-figure = Uma pessoa à mesa passa das costas curvadas à postura ereta
welcome-no-camera = Sem câmera por perto? Explore tudo com uma imagem de exemplo.
welcome-camera-height = Câmera na altura dos olhos, em cima da tela.
welcome-camera-distance = Sente-se à distância de um braço, no meio da imagem.
welcome-camera-light = Luz de frente ou de lado, não por trás.
welcome-ring-countdown = Segundos até a medição
welcome-ring-done = Sua postura ereta está definida
welcome-title = Boas-vindas ao Plumbline
welcome-plumb-line = Um fio de prumo mostra o que está reto. O Plumbline mostra como você se senta.
welcome-does = O que ele faz
welcome-does-text = O Plumbline usa sua webcam para medir quanto sua cabeça vai para a frente e quanto seus ombros sobem em relação à sua postura ereta. Se isso durar, você recebe um alerta e um alongamento que pode ajudar.
welcome-private = O que permanece privado
welcome-private-text = Suas imagens. Elas são medidas e logo descartadas. Nunca são salvas nem enviadas. Só os números são guardados, e você pode apagá-los.
welcome-is-not = Dicas, não diagnóstico
welcome-is-not-text = O Plumbline dá dicas de bem-estar, não diagnósticos. Em caso de lesão ou dor persistente, procure orientação médica.
welcome-upright = Defina sua postura ereta
welcome-upright-text = Apoie os pés no chão, sente-se com as costas retas, solte os ombros e olhe para a tela. Clique no botão e não se mexa: 3 s para se acomodar, 4 s para medir.
welcome-no-picture = Ainda sem imagem. Você pode fazer isso depois com Ctrl+U.

## List of keyboard shortcuts

keys-title = Teclado
keys-hint = Teclado (F1)
keys-close = Fechar
keys-tabs = Ctrl+1 a Ctrl+4
keys-tabs-do = Agora, Alongamento, Histórico, Ajustes
keys-upright = Ctrl+U
keys-upright-do = Definir minha postura ereta
keys-pause = Ctrl+P
keys-pause-do = Pausar ou retomar o acompanhamento
keys-stretch = Ctrl+Enter
keys-stretch-do = Começar o alongamento recomendado ou a rotina de hoje
keys-guide = Espaço, setas, Esc
keys-guide-do = No alongamento: pausar, voltar ou avançar, parar
keys-pages = Page Up, Page Down
keys-pages-do = Histórico: anterior, seguinte
keys-tab = Tab, Shift+Tab
keys-tab-do = Controle seguinte ou anterior
keys-press = Espaço ou Enter
keys-press-do = Acionar o controle selecionado
keys-search = Ctrl+F
keys-search-do = Alongamento, Ajustes: buscar
keys-arrows = Setas
keys-arrows-do = Mover o controle deslizante selecionado
keys-size = Ctrl+mais, Ctrl+menos, Ctrl+0
keys-size-do = Maior, menor, 100%
keys-escape = Esc
keys-escape-do = Fechar ou cancelar o que estiver aberto, pular as boas-vindas
keys-list = F1 ou ?
keys-list-do = Esta lista
keys-quit = Ctrl+Q
keys-quit-do = Sair, mesmo que fechar a janela só a oculte
