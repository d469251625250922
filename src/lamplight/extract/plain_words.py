"""Words that sentences hold where a name might stand: "on Telegram I am sleepless".

small letters -> Handles::shape_of, in native/extract/kinds/handle_told.cpp -> whether a word is one

English, Spanish, Portuguese, French, German, Italian and Romanian as they read in plain letters:
what people say of themselves, of times, of places and of how they answer. Limit: a list; what ends
as adjectives and adverbs do is told by WORD_ENDINGS.
"""

_ENGLISH_TEXT = """
abroad absent actual advance afraid afternoon afternoons ahead airport almost already alright
although always amateur amazed amateurs another anyhow anymore anyone anytime anyway anyways apart
appeal aroused aside asleep august autumn average awake aware awesome bachelor balance banner
basics bathroom bedroom before behind besides between beyond bisexual blonde blondes bloody bottom
brains branch bright britain british broker brother brunette budget bundle bundles camera camgirl
cancel candid canceled candle careful casual center central centre certain chance change changes
charge charges checkout cheeky cheese chicago choice choose chosen christmas classy clever client
clients closer cocktail cocktails coffee college colour comfort company compare complete
consent content contents corner costume costumes couple couples course creator creators crossed
curious curvaceous curves custom customs dancer danger darkness deals december decent defense deluxe
denver desire desires detail dinner dinners discount discreet discrete distance dominant doorbell
doubt downtown dozens drinks driver earlier eastern elegance element elsewhere energy engine
english enough entire errors escape europe evening evenings everyday evidence exact exotic expert
expire explore explicit extras extra extreme faithful families family fantasy fantasies fashion
feature february feedback feeling feelings fellow female fifteen filter filters filthy
finger fingers fitness flexible flight flights flirty florida flower flowers follower footage
foreign forever former forward fourth freak freedom frequent friends future garden genuine
german germany gentle gentleman gentlemen gifts ginger girlfriend glamour goddess golden goodbye
gorgeous government graduate greetings grateful ground growing guests guitar handsome happen
heaven heavens height hello holiday holidays honest hostel hotels hunger hungry husband
idiot idiots indeed indoor indoors inside insane instant intense intimate invite invited island
italian italy january journey joyful judge kindly kitchen landlord language laptop laughs
layover legend lesson lessons letters lifetime limit limits london lonely longer lounge lovely
lover lovers luxury makeup manager manners marathon marriage married massage massages master matter
mature maximum meeting meetings mellow member memory mention menus messenger midday middle midnight
midweek million minimum minute minutes mirror mistress mixture mobile moment moments monster
monthly mornings mother mountain moving museum music myself mystery nation nearby needs nervous
newbie newest nobody normal nothing notice notices notion november number nurse october office
okay oncall online onwards opposite orders organic origin outdoor outdoors outfit outfits outside
overnight overrated overseas package packages parking partner partners passion passport patience
patient patients pattern payday payments peace people perfect perhaps personal petite phoenix
picky playful player please pleased pleasure poison polite portrait posed
powder prefer prefers premium present presents pretty preview previews princess privacy problem
problems process profile promise promises proper protection provider providers purpose quality
queens question questions quicker quickest quiet random rather reality reason reasons recently
refund refunds regards release relief remote replies reply report request requests research
response restaurant result results return review reviews reward rookie roommate safest safety
sample samples saturdays school screen screening season seasons secret secrets section sensual
september serious service services session sessions settings shadow shoots shopping should shower
showers shows sides signal silence silent silver simple simply single sister sisters sleepless
sleepy slight slower snapchats social softly somebody somehow someone something sometime sometimes
somewhere sooner spanish special specials speech spicy spirit splendid spring stage stalker stalkers
status steady stopover stories straight stranger strangers stream streams street strict stripes
strong student students studio stuff stunning stupid submit subscribe subscriber subscribers
suburbs sugar suggest summer sunday sundays sunrise sunset sunshine support surprise surprises
suspended sweaty switch system tattoo tattoos teacher tease teaser teasers temple tenant theatre
therapist thirsty thirty thought thousand through throughout thursday thursdays ticket tickets
tomorrow tonight topics total touring toward towards traffic training transfer travel
traveler traveller travels treat treats trouble truly trustworthy truth tuesday tuesdays twelve
twenty twenties unique unless unlike unlimited unread until upcoming update updates upgrade
upscale upstairs urgent usually vacation valid velvet version victim video videos visitor visitors
visual voice waiting wealthy weather website wednesday weekday weekdays weekend weekends weekly
welcome western whatever whenever where wherever whether whoever whole whose wicked widow wife
window winter wishes within without woman women wonder worker workers working workout world worry
worth wrong yearly yesterday yoga yours yourself youtube zodiac brazilian asian latina latin
russian polish french greek turkish chinese japanese korean filipina colombian mexican cuban
canadian american worse harmless scary silly empty lively dusty noisy dirty hidden gone
wonder famous faster temporary african persian indian european swedish danish dutch
"""
_ROMANCE_TEXT = """
abierto abril absoluto acaso accento acceso acuerdo ademas adentro adulta adulto afuera agosto
ahora ahorita alegre algo alguien alguna alguno almeno alquanto amable amante amigo amigos amigas
anche ancora antes anoche anzi apenas aperta aperto aquella aquello arriba asimismo atenta
atento aujourd avant aussi autre autres aqui bambola barata barato basta bastante beaucoup bella
bellas bellezza belleza bellissima bientot blanca blonde bonita bonitas bonjour bonsoir brasil
brasileira brasiliana brune bruna buena buenas bueno buenos caliente calidad calme
cambio cancion carinosa caseras casera casero cerca certaine chaque chaude chica
chicas chiusa chiuso chiamate cliente clientes clienti coisas colombiana completa completo
completos complice comunque conmigo conocer consigo contacto contatti contatto contigo cosas
crochu cuando cuanto cubana cuerpo curiosa curioso dalle davvero debajo decente
decembre demain demasiado dentro depuis dernier derriere desde despues detras dezembro diable
dialogo dicembre diciembre dietro dintorni dirette directo diretto discreta discreto discreti
discretas disponible disponibili distancia divertida divina doble doccia dolce dolcezza domani
domenica domingo domingos dominante donna doppia douce ducha dulce durante ecoute educada educado
elegante elegantes elle enero encontro enfants enorme ensemble entonces entregada entrega
erotica erotico escolha esclusiva espanol espanola espero espontanea esposa essere estilo estrella
estudiante extra facile familia famille fantasia fantasias favorita febrero febbraio femme femmes
feriado fermee fiesta filles finalmente fines firme foto fotos francais francaise fratello
fuego fuera fuori gente gentile gentiles gennaio genial gentil giorno giorni giugno gordita
grande grandes gratuito gratuita gratuit guapas gusto gustos habitacion hablar hacer
hasta heureuse hermosa hermosas hiver hoje hombre hombres homem homens homme hommes horario horarios
hotel hotels humilde iguales ilusion incluso inicio inoubliable intensa intenso interna intima
intimo invierno inverno italiana italiano janeiro janvier jeudi jeune jeunes joven juego juegos
jueves juillet julio junho jusque justa labios lamento largo latina legal lejos lenta lento
libera libero libre libres lingerie linda lindas lingua llamada llamadas llamen llegar luglio lunes
lundi madrid madura maduras maggio maiores maintenant malattia manana manha mardi mariage marido
martes matin matins mattina maximo mayor medias medio meglio mejor mejores melhor menage
menina mensaje mensajes mercoledi mercredi mientras miercoles minutos misma mismas mismos moderna
modelo modelos moglie molto momento momentos mucha muchas mucho muchos mujer mujeres mulher
mulata mulatta nadie natural naturale negra nessuno ningun ninguna noche noches noite noites notte
notti nouvelle novela novia novio nuda nuits nulla numero nunca oferta ofertas ogni oggi
ojos otono otra otras otro otros ottobre outubro outra outro paciente pago palabra palabras parfois
pareja parejas partir partout passar passion passione pasion pecado pelirroja perfecta pequena
persona personas personne petite peut pezzi piacere piccante piena pijama placer plaisir plusieurs
poco pochi porque possibile poter pourquoi praia preco precio precios prezzo prendre presto
primavera primera prima principiante prive privee prometo pronta pronto provare prova
puntual pura quando quartier quase quiero quindi rapide rapida rapido rarement raramente rebelde
recem recien regalo regalos reina reponse repas reservado reste rica ricas riservata rispetto
risposta rubia rubias sabato samedi salon sauvage seguro seguras segura semaine semana semanas
sempre senhora senora senorita sensual sensuale serena seria serie serieux serieuse seria serio
serios siempre silencio simpatica simpatico simple sincera sincero sola solas
solamente soltera soltero sommeil sonrisa sorella sorpresa sotto sourire souvent spesso spiaggia
stanca stasera stessa storia storie studentessa studentesse stupenda subito sueno suerte suave
tarde tardes tardi temporada tercera timide timida timido tiempo todavia todos toda
tomorrow toujours toutes traviesa traviesas tranquila tranquilo trabajo treinta trouver tudo
tutta tutti tutto ultima ultimo umile unica unico urgente varias venerdi veneziana vendredi
vera verano verdad verdadera veces vergonzosa vera viaggio viajes viaje vida viernes vino violenta
visita visitas vivace vuelta zona adesso abitudine alors amatrice ambiance amical ardente attente
attentive avance banlieue calins celibataire chez coeur confiance courtois cuisine dehors desir
detente disponibile doigts douceur envie escale etudiante exigeante femminile gourmande hotesse
joyeuse libertine magique mature metisse naturelle nouveaute novice occupee ouverte passage
pendant polie quotidien rencontre respect sensuelle serieusement soiree soirees
souriante suite tantrique tendre vacances vraiment ambele aproape aceeasi aceea aici acasa
altcineva amanta amiaza astazi atunci bruneta blonda bucuresti cadou casa curand dimineata
dimineti discreta disponibila doamna domnisoara domnul dulce eleganta engleza fierbinte finuta
foarte fierbinti frumoasa iarna imediat inainte intim intotdeauna linistita mereu maine
matura mesaj minunata numai noaptea oricand oriunde ocupata pasiune pauza placuta poze
pretentioasa program rapid rareori relaxare romanca roscata rusoaica seara serile serioasa
serviciu singura sincera singur studenta sunati suna timida timpul totdeauna ultima vara weekend
zilele zilnic
"""
_GERMAN_TEXT = """
abends abend allein alleine alles allem anders andere anderen anderem anfang angebot anonym
anspruch anrufe antwort antworten april arbeit auch auswahl august ausland ausflug ausser balkon
begleiter bekannt beliebt bereit beschaftigt besetzt besser besten bestimmt besuch besuche bilder
blonde blondine brav brunette charmant daheim daneben dankbar dauernd dennoch deshalb deutsch
deutsche devot dezember dezent diskret diskrete dominant donnerstag dranbleiben draussen dunkel
echte echter ehrlich eigenes einfach einmal eilig einsam elegant endlich entfernt entspannt
erfahren erotik erreichbar erreichen erst erste erster erwachsen ewig experimentier familie fantasie
februar feierabend ferien fertig feucht flexibel frauen frech freitag freitags freizeit fremd
fremde freunde freundin freundlich frisch fruher fruhling fruhstuck gebildet gefragt geheim
geheimnis gelassen gelegentlich gemein gemutlich genauso genuss gepflegt gerade gerne geschenk
geschenke gestern gesund gleichfalls glucklich griechin gross haufig haushalt heimlich heiss
herbst herren herzlich heute hemmungslos hinterher hobby hochzeit honig hubsch humor
immerhin immer inzwischen irgendwann irgendwo italienerin januar jederzeit jedoch jemand juli
jung junge junges kaffee kaum keiner keinen klasse kleine kleiner koffer kostenlos krank kuscheln
kurvig kurzfristig langsam langweilig latino laune lebendig lebens lecker leidenschaft leider
leise letzte liebe liebevoll locker lustig maerz manchmal manner massage meine meinem meistens
mittags mittag mittwoch mitternacht montag montags morgens morgen musik mutig nachmittag
nachmittags nachricht nachrichten nachste nachts namlich naturlich nebenbei nervos nette
neugierig niemals niemand nochmal normal november oben oefter oktober offen offline ohnehin
osterreich paare peinlich perfekt personlich polin preise privat probleme profi punktlich ratsam
regeln reif reife reisen reizend rothaarig ruhig ruhe russin samstag samstags sauber scharf schlank
schlau schnell schnupper schon schone schuchtern schweiz seitdem selbst selbstbewusst
selten seltener sensibel september seriose serios sexy sicher sicherheit silvester sinnlich
sofort sommer sondern sonntag sonntags spannend sparsam spater spontan sprechen stets stille
stilvoll streng stress studentin stunde stunden suess suchtig taglich talent tanzen
termin termine teuer tipps toleranz toll total traumhaft treffen treu trotz uberall ubrigens
umsonst unartig ungern unten unterwegs unverbindlich urlaub verdorben verheiratet verliebt
verlobt verspielt vertraulich verwohnt vielleicht vergeben vielen voller vorher
vormittags vorne wach wahnsinn wartet weiblich weihnachten weiter wenig werktags wieder wild
willig winter wirklich wochenende wochenenden woanders wunderbar wunsch zartlich zeitnah ziemlich
zuhause zuletzt zumeist zuruck zusammen zuverlassig zwischen zwischendurch
"""
PLAIN_WORDS = frozenset((_ENGLISH_TEXT + _ROMANCE_TEXT + _GERMAN_TEXT).split())

_ENDINGS_TEXT = """
ly able ible less ful ous ing ed ive ment ments tion tions sion ness ity ance ence ant ent ary ory
ish ier iest ian mente cion ciones dad idad ado ada ados adas ido ida idos idas ando endo oso osa
cao coes dade ario aria eur euse eux ique iques ees lich liche isch ische ung ungen keit heit bar
sam iert elt zione zioni ato ata ati ate issimo issima eaza ator ilor
"""
WORD_ENDINGS = frozenset(_ENDINGS_TEXT.split())
"""Two to six letters."""
