"""Words between a platform and a name on it: "insta babe is rose_vip", "ig and snap are both …".

Pieces of the patterns of kinds.handle, in some fifteen languages. Limit: lists.
"""

CALLED = (
    "handle|name[ds]?|user(?:name)?s?|nick(?:name)?|called|alias|usuario|utilizador|pseudo|nom|nombre|heisst"
    "|nome|nume|benutzer(?:name)?|utente|nik|come|como|comme|heisse|heet|chiamo|chamo|llamo|appelle"
    "|under|unter|is|es|est|ist|este|jest|are|arroba|arobase|chiocciola|klammeraffe|sobaka|malpa"
    "|sous|onder|pod|naam|nazwa|login|gebruikersnaam|identifiant|numele|jestem|adi|adim|hesabim|hesap"
    "|lautet|goes|heter|som|jsem|nevem|neven|ar|type|sayfam|profilim|adresim|spelled|spelt|tag|namen|numesc|nazywam|nikom|kak|zovut"
)
EQUAL = (
    "same|all|both|beide|ambos|ambas|entrambi|tutti|igual(?:es)?|iguais|identiques?|identic[ie]|gleich|uguali?|idem"
    "|mismo|mesmo|meme|stesso|acelasi"
)
DEAR = (
    "bab[ey]|babes?|bae|hu?n|honey|hon(?:ey)?s?|dear|sweetie|sweetheart|love|darling|papi|papito|amor|carino|guapo|bb|bebe"
    "|querido|gato|lindo|cheri|mon\\scoeur|schatz|liebling|suss?er|caro|tesoro|bello|iubire|drag[au]"
)
VAGUE_WORDS = (
    "chat|dms?|only|preferred|contacts?|the|with|le|el|la|il|de|to|for|more|pics|photos|search|look"
    "|find|follow|it'?s|they|call|new|backup|main|second|private|personal|work|link|yaz|yazin|takip|et"
    "|beni|bul|ulasin|uzerinden|sadece|findest|du|messages?|bookings?|lessons?|or|also|solo|nur|tylko"
    "|doar|and|so|by|dem|der|den|you'?ll|you|go|ihr|findet|trovi|trovate|pod|sie|cu|con|mit|avec"
    "|nuevo|novo|nouveau|nuovo|noul|they|that|this|mine|todos"
    f"|{EQUAL}"
)
FILLER = (
    f"{CALLED}|seite|konto|page|app|one|now|neu|jetzt|ahora|maintenant|adesso|agora|acum|nu|teraz|jag|gerne|an|encuentras|til|till|naar|pelo|eto|vot|as|als|jako|ca|me|id|acct?|account|at|on|add|us|my|too|here|im|i'?m|i|am|e|c'est|cest"
    "|soy|estoy|sono|mi|sou|sunt|suis|je|m'appelle|bin|ich|mich|meu|mea|mon|mein|mio|moi"
    "|arr?oba[sz]?|arr?obase|apenstaartje|arond|ik|ben|compte|cuenta|conta|konto|cont|contul"
    f"|profil|perfil|profilo|profile|channel|kanal|canal|page|pagina|addres|kullanici|{DEAR}|{VAGUE_WORDS}"
)
