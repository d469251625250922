"""Parts that people put together to a name: "hazelhands", "rubyrests", "wrenandstone".

small letters -> Handles::is_compound, in native/extract/kinds/handle.cpp -> whether they
are parts alone

A first name, a flower, a gem or an animal is one of CALLED; what goes with it one of PARTS, in ten
languages. Limit: lists; a word that consists of both ("rosemary") is in WHOLE.
"""

_CALLED_TEXT = """
abby ada adele adriana agata agnes aida aisha alba alena alessia alex alexa alexia alice alicia
alina aline alisa alma alondra alyssa amanda amara amber amelia amelie amira amy ana anais
anastasia andrea angel angela angelina anika anita anja anna annie anouk antonia anya ariana
ariel asia astrid athena aurora ava ayla bea beata beatrice bella bianca birgit bonnie brenda
briar brigitte brooke bruna camila camilla camille candy cara carina carla carlotta carmen caro
carol carolina caroline cassie celia celine chantal charlotte chiara chloe christa cindy clara
clare claudia cleo coco conny cora coral coralie corina corinne cristina daisy dalia dana
daniela daria debora delia denisa diana dina dolly dominika dora doris dove ebony eden edith
elena eleni eliana eliza ella elisa elise elke ellie elodie elsa elsie emily emma emmy erica
erika esme estela esther eva evelyn evie fabiola faye fatima felicia fern fernanda finch fiona
flavia fleur flora florence frances frida frieda gabriela gaia gemma georgia gia gianna gina
ginger giada gisela giulia gloria grace greta hanna hannah harriet hazel heather heidi helen
helena heron holly honey ilona ilse imogen ines inga ingrid irene irina iris isabel isabella
ivana ivory ivy jade jana jane janine jasmin jasmine jenna jenny jess jessica jessie jill joana
joanna jola jolie josie joy judith juhi julia juliana julie june juno kaja kara karen karin
karina karla karolina kasia kate katia katja katka katy kelly kendra kenna kiara kiki kim kira
kitty klara kristina lana lara larissa lark laura lauren leah leila lena leona leonie leticia
lexi lia liana lila lilac lilly lily lina linda linnea lisa livia liza lola lolita lorena lotte
lotus louisa louise luana lucia lucie lucy luisa luna lydia mabel maddie magda magnolia maja
malena mandy manon manuela mara marcela margo margot maria mariana marie marigold marina marisol
marlene marta martha martina mary matilda maya megan mei melanie melissa mia michelle mila
milena millie mimi mina mindy minnie mira miranda molly mona monica monika morgan myra nadia
nadine nancy naomi natalia natalie natasha nell nelly nia nicola nicole nikki nina noelle nora
norma olga olive olivia opal orchid otter paloma pamela paola paula pauline peach peaches pearl
penny peony petra petunia phoebe pia piper polly poppy priscilla quinn rachel raquel raven
rebecca renata renee rhea rita robin rocio romy ronja rosa rosalia rose rosie rosita roxana roxy
ruby ruth sabine sabrina sadie sally samantha sandra sandy sapphire sara sarah sasha saskia
savannah scarlett selena selin serena sheila sienna silke silvia simona simone sky sofia solange
sonia sonja sophia sophie sparrow stacy stefania stella sunny susan susana suzy svenja svetlana
sveta swan sylvia tamara tania tanya tara tatiana taylor teresa tess tessa thea thistle tiffany
tilda tilly tina tori trudy tulip valentina valen valeria vanessa vera verena veronica vicky
victoria viola violet violeta vivian viviana vivi wanda wendy willa willow wren xenia ximena
yasmin yolanda yvette yvonne zara zelda zoe zofia zoey zora
"""
CALLED = frozenset(_CALLED_TEXT.split())

_JOINERS_TEXT = """
and the by of with in at on la le el los las de du da do di der die das und et y my me mi mia
mis mea
"""
JOINERS = frozenset(_JOINERS_TEXT.split())
"""Parts that end no name."""

_PARTS_TEXT = """
miss missy lady mrs mademoiselle senora madame queen princess diva doll babe baby girl mama mum
mom auntie nana afternoon arts art bakes balm bath baths bay bell bliss bloom blooms blossom
blue bodies body book books bright brook cakes calm candle care cares caress charm chat class
classes clean cleaner cleaners cleaning cleans clinic cloud coach club comfort cooks corner
cottage cove creek cuddle cure cuts dance dances dawn day days deep desk dew dream dreams dusk
ease evening evenings eyes face feet fields fit fitness flat flow flower flowers fox garden
gardens gentle glow gold golden good green grove guitar hair hall hand hands harbour haven head
heal healing heals health heart hearth helps hill home homes hour hours house hush iron irons
jewel keys kind kisses knits knots lake lane lash lashes late leaf lessons life light lights
lips lotion love loves loving lux luxe magic massage massages me meadow mellow mild mind mint
mist mobile moment moments moon moons morning moss muse music nail nails nanny nap near nest new
night nights north oak oil oils one palm palms paws peace petal petals piano pics pilates pine
place plants pool posts pure quiet rain reads reef reiki relax relaxed relaxing relief rest
resting restroom rests retreat river room rooms rub rubs salon salt sand sea season secret sews
shell shine shore side silk silky silver sings sits sky sleep slow smile smiles snaps snow soak
soft song songs soothe soothes soul south space spa spot spring star stars stay steps still
stone stones stretch studio studios style suite summer sun sunday sunshine sweet table tales
talks tea teach teacher teaches tender therapy time times toes together touch touches treats
tree tub tutor tutors unwind unwinds vale velvet vibes view visits voice walk walks warm water
wave waves well wellness west whisper wild wind wings winter wonder wood woods work works world
writes yoga yours abrazo alma amor arte azul bella bem bien bonita bueno buena casa calma
caricia carinho cielo clases corpo cuerpo cuidado descanso dia doce dulce encanto flor flores
gatita hogar latina limpeza limpieza linda luna luz magia mano manos mao maos mar masaje masajes
massagem massagens mejor mia mis miel noche noite nueva paz piel placer relajante relajo
relaxante reina rica rubia salud seda sol solar suave suaves tarde terapia terapias toque vida
zen anglais atelier avec beaute belle bien bienetre bonheur bulle ciel cours cocon corps danse
douce douceur doux etoile fee fleur fleurs instant jolie jour maison main mains menage moment
nuit paris petite piano plaisir plume plumes reve reves sens sensuel soie soin soins soir soleil
tendre abend auszeit blume entspannt entspannung fee gitarre glueck hand haende haut herz kleine
koerper kunst liebe massagen nacht pause perle putzt putzfee putzen reinigung ruhe ruht sanft
sauber schoen seele sonne stern streichelt stunde traum traeume unterricht wohl zart zauber zeit
zuhaus angelo benessere bimba carezza casa chitarra coccole corpo cuore cura dolce fata fiore
fiori gioia lezioni lusso mani massaggi massaggio notte pelle piccola pulizie pulita relax sensi
sera seta stella tocco tua dotyk dom masaz masaze masazystka noc paznokcie piekna relaks rece
sprzata slonce studio terapia uroda zdrowie curat curatenie frumoasa masaj maseuza relaxare
suflet mea mele liniste dom massazh masaj nogti otdyh ruki repetitor salon terapeut uborka uyut
uroki krasota nezhnost huis handen rust schoon lief zacht zorg massagepraktijk nagels les
"""
PARTS = frozenset(_PARTS_TEXT.split()) - JOINERS

_WHOLE_TEXT = """
albania bluesky briarwood coachella dainava hazelwood indiana larkana marbella maryvale miliana
miraflores miramar peachtree rosales sedalia sunnyvale swansea willowbrook rosemary roseland
rosewood roses marigold goldfinch jadegreen ambergold lilywhite honeymoon honeydew honeybee
candyland daylight rubyred pearls tulips violets poppies orchids gingerbread peachy skylight
skyline robinson berlinale mariage marieclaire annapolis coralreef angelfish sunnyside pennywise
candlelight gracefully lotusflower jasminetea rosewater rosehip lavender heatherland dovetail
swansong ravenous hollywood sandals sandstone sandybay sandyshore novembre olivewood olivegreen
oliveoil junebug
"""
WHOLE = frozenset(_WHOLE_TEXT.split())
"""Words that consist of them and are none."""

SHORTEST = 7
"""Letters of such a name."""
