"""The ordinary sentences of made-up ads: neutral words for a visit and a quiet hour.

random -> writing.compose -> sentences

Own writing, modelled on the shape of collected ads (short clauses, lists, greetings), never on
their content. Words in braces are filled from words.py; {city}, {name}, {half}, {hour} and {age}
when the ad is posted. Sentences that carry an indicator stand in signs.py and nowhere else.
"""

OPENING = (
    "Hello, I am {name}, {adj} and {adj}",
    "{name} here",
    "Hi there, my name is {name}",
    "Good {daytime} {city}, {name} is in",
    "It is {name}, and the kettle is on",
    "Come and meet {name}",
    "A {adj} {daytime} in {city} with {name}",
    "{name}, {adj}, {adj} and easy to talk to",
    "Looking for a {adj} {daytime}? Say hello to {name}",
    "After a long day {city} can be loud, my {room} is not",
    "You found {name}, good for you",
    "My friends call me {name}",
    "Pleased to meet you, {name} from {spot}",
    "{name} in {city}, as {adj} as the pictures",
)

SELF = (
    "I am {adj} and {adj}, and I laugh a lot",
    "People say I am {adj}",
    "{adj} company, {adj} conversation",
    "I like {hobby} and {hobby}",
    "Fond of {hobby}, {hobby} and long talks",
    "When I am off I love {hobby}",
    "{hair} hair, {eyes} eyes and a {adj} smile",
    "About {feet} tall with {hair} hair",
    "I listen well and I never hurry you",
    "I will make your {daytime} {adj}",
    "A {adj} voice and {adj} hands",
    "I speak softly and I smile often",
    "I dress well and I keep my {room} tidy",
    "My days start with {hobby} and end with {hobby}",
    "Easy to like, {adj} to be around",
    "I bring {treat}, you bring the stories",
    "Ask me about {hobby}, I can talk for hours",
    "There is a small {pet} in the house, very {adj}",
)

PLACE = (
    "My {room} is close to {spot}",
    "A {adj} {room} near {spot} with {comfort}",
    "You will find me five minutes from {spot}",
    "{comfort} and {comfort} at the door",
    "Clean {room}, {comfort}, {comfort}",
    "I host in a {adj} {room}",
    "The {room} has {comfort} and {treat}",
    "Between {spot} and {spot}, {comfort}",
    "Quiet street behind {spot}",
    "Third floor, {comfort}",
    "I can come to your {room} too",
    "Your {room} or mine, both are fine",
    "Just off the highway at {spot}",
    "The bus stops right at {spot}",
    "{spot} in {city}, one block away",
    "Soft lights, {treat} and {comfort}",
)

HOURS = (
    "Open {from} to {until}",
    "{from} until {until}, every day",
    "I am here {days}",
    "Mostly {days}, sometimes {days}",
    "{days} are best",
    "{days}, {from} to {until}",
    "Late hours on {days}",
    "I answer between {from} and {until}",
    "Closed on {weekday}",
    "Please book an hour ahead",
    "Same day is often possible",
    "Ring first, then come",
)

WELCOME = (
    "Gentle {person} welcome",
    "I look after {adj} {person}",
    "Couples and {person} are welcome",
    "{person} like you make my {daytime}",
    "For {person} who know how to relax",
    "Leave the day outside and sit down",
    "Put your feet up for an hour",
    "Breathe out, have some {treat}",
    "Come tired, leave {adj}",
    "You will feel at home",
    "Nobody will watch the clock",
    "We can talk, or just be quiet",
    "An hour of {service} does wonders",
    "{service} and {service}, as you like",
    "{adj} {service} with {treat}",
    "Try my {service}",
    "{service} is what I do best",
    "{service}, {service} and {treat}",
    "Shoulders, neck and back, the {adj} way",
    "It is your hour, you choose",
)

RATES = (
    "Half hour {half}, hour {hour}",
    "{half} / 30 min, {hour} / 60 min",
    "Rates: {half} and {hour}",
    "{hour} for the hour, {half} for a short one",
    "${half} half, ${hour} full",
    "From ${half}",
    "One hour is {hour} USD",
    "{half} dollars short, {hour} dollars long",
    "hh {half} hr {hour}",
    "Short visit {half}, long visit {hour}",
    "Two hours, ask me",
)

CLOSING = (
    "See you soon",
    "Talk soon, {name}",
    "I hope to hear from you",
    "Greetings from {city}",
    "Have a {adj} day",
    "Do say hello",
    "Kind regards, {name}",
    "Until then, take care",
    "Thank you for reading",
    "Yours, {name}",
    "Ask for {name}",
    "Ask for {name} when you call",
    "Pictures are mine",
    "That is me in the pictures",
    "Reference {number}",
    "Ad number {number}",
    "Bring a smile",
    "Do not be shy",
)

TEAM = (
    "{name} is on the team of {house}",
    "{house}, a {adj} house near {spot}",
    "At {house} you choose who you see",
    "The team of {house} is {adj} and {adj}",
    "{house} has been here since {year}",
    "{house}, reception open {from} to {until}",
    "Ask the desk of {house} for {name}",
    "{house} accepts cards",
)

TITLES = (
    "{name} in {city}",
    "{adj} {service} in {city}",
    "{city}: {adj} {service}",
    "{name}, {adj} and {adj}",
    "{service} with {name}",
    "{adj} {daytime} near {spot}",
    "{name} - {service} - {city}",
    "Come relax with {name}",
    "{city} {service}, {days}",
    "{name} {age}",
    "Your {adj} {daytime}",
    "{service} and {treat}",
)

SPAM = (
    "Send a short message and we answer at once|Many {adj} profiles near {city}"
    "|Press the link and pick a name|The site checks each profile|{name} waits in {city}"
    "|No fee to look around",
    "{name} from {city} left you a message|Open the page to read it"
    "|Hundreds of {person} near {spot}|Join today and chat for nothing|Only {adj} people here",
    "Wanted: {adj} {person} in {city}|Fill in the form with your name|We will ring you back"
    "|Paid in two days|No papers needed at first",
    "Best {service} of {city}, see the list|Updated every hour|Save the page for later"
    "|{name} is number one this week|More at the link",
    "Meet {name} and friends tonight in {city}|Videos on the page|Sign up with an e-mail"
    "|It takes one minute|Over {number} members",
    "{city} {service} directory|Call the desk and ask for {name}|All areas, all hours"
    "|The desk is open day and night|Cards accepted",
    "Free gift for {person} in {city}|Say {name} sent you|Reply with the word {treat}"
    "|Offer code {number}",
    "Are you bored in {city}?|{name} wrote to you {number} times|Answer her on the page"
    "|Members only|It costs nothing to look",
)
"""Templates of advertising machines; sentences are parted by a bar."""

CALL = (
    "call or text",
    "call",
    "text",
    "phone",
    "reach me at",
    "ring",
    "message me on",
    "my number is",
    "contact",
    "tel",
    "cell",
    "dial",
    "for a visit call",
    "write or call",
    "",
)
