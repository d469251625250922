"""Words that people say after a platform's name, and that are no names there.

Six languages. Limit: a list, so a word that is missing may be taken for a name ("telegram: ...").
"""

_COMMON_WORDS_TEXT = """
a about above active activa activo ads after afternoon again ahead also always amor and answer
answered anymore anyone anything are ask asap away baby back banned bar be beautiful because below
best better beware big bitte blocked book booking bookings both broken business busy but button
buy came can cash catch check chicas clean closed coming common connect contacts cool correct cute
daily danke day days deactivated dead deleted deposit details directly discreet disabled
disponible disponivel disponibile dm dms down easy either email end english enough erotic escort
even evening ever every everyone everything exclusive face faces fake fan fans fast faster
favorite few figure fine first foto fotos free fresh friday friend from full fun funny game
gallery games generally get girl girls give gone good gratis great guaranteed guys hacked had
halloween happy hard has have hello help her here hey him his hola home hot hour hours how however
inbox independent incall india information inside instead interested it's its job join just keep
know lady last late later latest lately leave less let letter like link links listing little live
lives local locked long look looking lost lots love make many marketplace market maybe meet member
members mine monday months more morning most mostly much must name naked never new news next nice
normal not nothing nude nudes numai nur off offer offers often okay old once one ones only open
other others our out outcall over own page pages part party pass past pay payment payments people
per perfect permanent person personal photo photography phone picture please plenty popular post
posting posted posts possible power present price prices pretty prior private privat prive privado
privada privato priv professional promo proof public que question quick quickly rarely rates read
ready real really recent regular regularly reply reserved respond responses same saturday say
screen search secret see seldom selfie sell send service services session sessions sexy she shoot
shooting shop short show shows sign similar since site slow small solo solamente some someone
sometimes sommer soltanto somente soon sorry special specials spell star start started status
still stop store stories story strictly strong stuff style sunday support sure suspended sweet
take talk tell text thank thanks that their them then there these they thing things this those
though through thursday time times tips today together told tomorrow tonight took travel true try
tuesday type unavailable under unique unless until uniquement update updates upon use used user
users using usually verfugbar verification very via videochat view visit voice wait waiting
warning want watch way wednesday week weekend welcome well went were what when where which while
who whole why will willkommen wish with within without woman women word work working works world
would write writing wrong year years yes yet you young your yours zone aber aqui auch aussi avec
bien bin blocke cada cerca chiama como con cosa cuando cuenta dann dein dentro desde doar donde
durch ecrire eine einfach erreichbar erst escribe escribeme escriveme findest finde foarte
fotografie frag fur ganz gern gerne gibt grazie gruppe haben hasta hier historias immer inserat je
kanal kann kein keine kontakt leider lieber mais mas mein mensaje mensajes merci mesaj message
messages mich mit moins muito nach nada neu nicht niemals noch nous nuevo nunca ohne oggi parfois
pasame pentru perfil peut plus possibile possivel pour preferably preferito preferido pregunta
puede questo raramente rar rarement sans sau schreib schreibe schreiben schreibt scrivi scrivimi
scrieti sehr selten seulement siempre sempre sind sono souvent spesso stets sui tambem tambien
tarde temprano todo todos toujours trovi tudo tutto und unter usted veniti vers viel vous wieder
wenn werde zusammen zurzeit tolko prosto
"""
_LABELS_TEXT = """
neither nor either none inactive inactif inactivo inativo inattivo inaktiv tampoco ninguno ninguna
nenhum nenhuma aucun aucune keins keiner weder neanche nemmeno neppure nessuno nici niciunul nichego
tambem nem age height weight hair eyes bust waist languages nationality edad altura estatura peso
cabello ojos tarifas idade cabelo olhos medidas alter grosse gewicht haare augen taille poids
cheveux yeux tarifs eta altezza capelli occhi tariffe varsta inaltime inaltimea greutate greutatea
tarife vozrast rost ves wiek wzrost waga
"""
COMMON_WORDS = frozenset((_COMMON_WORDS_TEXT + _LABELS_TEXT).split())
