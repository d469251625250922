"""Words that people say after a platform's name, and that are no names there.

Six languages. Limit: a list, so a word that is missing may be taken for a name ("telegram: ...").
"""

_COMMON_WORDS_TEXT = """
anders aufbau attiva attivo aktywna aktywny aktiv aktive ativa ativo plein pleine pelen pelna
voller voll pieno piena cheio cheia lleno llena zamkniety zamknieta zamkniete chiuso chiusa
ferme fermee cerrado cerrada fechado fechada inchis inchisa geschlossen geloescht geloscht dicht
gesloten verwijderd usuniete usuniety supprime supprimee effacee eliminado eliminada apagado
apagada sters stearsa bloqueado bloqueada bloque bloquee bloccato bloccata zablokowane discreta
discreto discrete discreet diskret dyskretna nueva nouveau nouvelle nuova nova noua nieuw nowy
nowa nowe publico publica oeffentlich offentlich pubblico publique openbaar publiczne privat
prive prywatny unser unsere notre nuestra nossa nostra seit depuis desde since sinds dal din
toll super schoen schon leer vide vuoto vacio vazio gol leeg puste decision dancer famous storm
ghosted kommt folgt lautet goes encuentras encuentran gizli kapali gesperrt privee prywatne
zamknij identical trends filter filters lens lenses score streak streaks changed moved server
allowed marketing metall required needed verification requested a about above active activa
activo ads after afternoon again ahead also always amor and answer answered anymore anyone
anything are ask asap away baby back banned bar be beautiful because below best better beware
big bitte blocked book booking bookings both broken business busy but button buy came can cash
catch check chicas clean closed coming common connect contacts cool correct cute daily danke day
days deactivated dead deleted deposit details directly disabled disponible disponivel
disponibile dm dms down easy either email end english enough erotic escort even evening ever
every everyone everything exclusive face faces fake fan fans fast faster favorite few figure
fine first foto fotos free fresh friday friend from full fun funny game gallery games generally
get girl girls give gone good gratis great guaranteed guys hacked had halloween happy hard has
have hello help her here hey him his hola home hot hour hours how however inbox independent
incall india information inside instead interested it's its job join just keep know lady last
late later latest lately leave less let letter like link links listing little live lives local
locked long look looking lost lots love make many marketplace market maybe meet member members
mine monday months more morning most mostly much must name naked never new news next nice normal
not nothing nude nudes numai nur off offer offers often okay old once one ones only open other
others our out outcall over own page pages part party pass past pay payment payments people per
perfect permanent person personal photo photography phone picture please plenty popular post
posting posted posts possible power present price prices pretty prior private privado privada
privato priv professional promo proof public que question quick quickly rarely rates read ready
real really recent regular regularly reply reserved respond responses same saturday say screen
search secret see seldom selfie sell send service services session sessions sexy she shoot
shooting shop short show shows sign similar site slow small solo solamente some someone
sometimes sommer soltanto somente soon sorry special specials spell star start started status
still stop store stories story strictly strong stuff style sunday support sure suspended sweet
take talk tell text thank thanks that their them then there these they thing things this those
though through thursday time times tips today together told tomorrow tonight took travel true
try tuesday type unavailable under unique unless until uniquement update updates upon use used
user users using usually verfugbar very via videochat view visit voice wait waiting warning want
watch way wednesday week weekend welcome well went were what when where which while who whole
why will willkommen wish with within without woman women word work working works world would
write writing wrong year years yes yet you young your yours zone aber aqui auch aussi avec bien
bin blocke cada cerca chiama como con cosa cuando cuenta dann dein dentro doar donde durch
ecrire eine einfach erreichbar erst escribe escribeme escriveme findest finde foarte fotografie
frag fur ganz gern gerne gibt grazie gruppe haben hasta hier historias immer inserat je kanal
kann kein keine kontakt leider lieber mais mas mein mensaje mensajes merci mesaj message
messages mich mit moins muito nach nada neu nicht niemals noch nous nuevo nunca ohne oggi
parfois pasame pentru perfil peut plus possibile possivel pour preferably preferito preferido
pregunta puede questo raramente rar rarement sans sau schreib schreibe schreiben schreibt scrivi
scrivimi scrieti sehr selten seulement siempre sempre sind sono souvent spesso stets sui tambem
tambien tarde temprano todo todos toujours trovi tudo tutto und unter usted veniti vers viel
vous wieder wenn werde zusammen zurzeit tolko prosto
"""
_LABELS_TEXT = """
neither nor either none inactive inactif inactivo inativo inattivo inaktiv tampoco ninguno ninguna
nenhum nenhuma aucun aucune keins keiner weder neanche nemmeno neppure nessuno nici niciunul nichego
nem age height weight hair eyes bust waist languages nationality edad altura estatura peso
cabello ojos tarifas idade cabelo olhos medidas alter grosse gewicht haare augen taille poids
cheveux yeux tarifs eta altezza capelli occhi tariffe varsta inaltime inaltimea greutate greutatea
tarife vozrast rost ves wiek wzrost waga
"""
_SAID_OF_PLATFORMS_TEXT = """
honey darling sweetie sweetheart babes handsome gentlemen gents fellas ladies everybody someday
usual backup alternative discussed agreed needed soonest instantly directly tonite weekly monthly
anyway mention mentioned below above content videos stream streams streaming channel channels
suspended removed hidden public visible temporarily currently permanently temporary ready open
opened closing coming pending requests request invite invites followers follower following
subscribe subscription subscribers premium exclusive uncensored explicit adult wonderful naughty
lovely sensual massage massages outcall incalls outcalls appointment appointments schedule details
information inquiries enquiries queries verified verification authentic genuine legit trusted
respectful serious polite generous mature private privately mobile laptop computer browser website
cerrado cerrada cerradas abierto abierta bloqueado bloqueada suspendido suspendida borrado borrada
eliminado eliminada desactivado desactivada privadas privados gratis nueva nuevos nuevas pronto
proximamente ahora mismo siempre unicamente exclusivo exclusiva contenido videos llamadas mensaje
carino guapo guapos papi corazon caballeros bienvenidos verificado verificada oficial personal
ferme fermee ouvert ouverte bloque bloquee supprime supprimee desactive privee bientot maintenant
uniquement exclusif exclusive contenu demande cheri cherie messieurs bienvenue verifie officiel
disponibles joignable direct directement prive rapide
fechado fechada fechados aberto aberta bloqueada suspenso suspensa apagado apagada excluido
excluida desativado desativada novos novas breve agora somente apenas exclusivo conteudo chamada
chamadas mensagem mensagens querido amorzinho cavalheiros verificado verificada oficiais
geschlossen geoffnet gesperrt geloscht deaktiviert privater neuer neues folgt bald demnachst
jetzt immer exklusiv inhalte anfrage anfragen schatz liebling herren willkommen verifiziert
offiziell vorhanden moglich bevorzugt gewunscht erwunscht antworte melde meldet melden
chiuso chiusa aperto aperta bloccato bloccata sospeso sospesa cancellato cancellata disattivato
disattivata privata nuovo nuova nuovi presto adesso esclusivo esclusiva contenuti richiesta tesoro
amore signori benvenuti verificato verificata ufficiale preferibile preferibilmente
inchis inchisa deschis deschisa blocat blocata suspendat suspendata sters stearsa dezactivat privat
privata curand acuma mereu exclusiv continut cerere iubire dragule domnilor oficial preferabil
gesloten geblokkeerd verwijderd binnenkort altijd alleen exclusief inhoud aanvraag schatje heren
welkom officieel bereikbaar beschikbaar zamkniete zablokowane usuniete wkrotce teraz zawsze tylko
prywatny prywatne kochanie panowie oficjalny dostepny dostepna kapali yakinda simdi sadece ozel
buscame sigueme agregame encuentrame escribeme mandame segueme procurame chamame adicioname cherche
cherchez ajoute ajoutez suivez folge folgt finde findest suche suchen cercami seguimi aggiungimi
trovami scrivimi cauta adauga gaseste username usernames handle nickname nick
mail mails email emails correo courriel called quickest fastest easiest safest starts
resmi hesap canim askim zakryt zakryto skoro seicas vsegda tolko dostupen dostupna
"""
COMMON_WORDS = frozenset((_COMMON_WORDS_TEXT + _LABELS_TEXT + _SAID_OF_PLATFORMS_TEXT).split())
