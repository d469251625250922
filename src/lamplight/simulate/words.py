"""The words that fill the slots of made-up sentences, and made-up names.

phrases, signs -> WORDS[slot] -> a word

Words for a person's language or origin stand here too: they are drawn without regard to anything
else, so that a test can show that they never raise a score.
"""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, ...]] = {
    "adj": (
        *("calm", "warm", "gentle", "cheerful", "elegant", "kind", "patient", "bright", "graceful"),
        *("sunny", "relaxed", "friendly", "thoughtful", "witty", "tender", "lovely", "pleasant"),
        *("charming", "soft", "playful", "quiet", "polite", "attentive", "easygoing", "merry"),
        *("peaceful", "cozy", "lively", "curious", "stylish", "caring", "soothing", "delightful"),
    ),
    "hobby": (
        *("tea", "music", "yoga", "travel books", "old films", "dancing", "gardening", "cooking"),
        *("painting", "walks by the river", "jazz", "chess", "poetry", "baking", "hiking"),
        *("swimming", "card games", "museums", "candles", "crosswords", "the sea", "knitting"),
        *("photography", "theater", "bird watching", "pottery", "the guitar", "long breakfasts"),
    ),
    "room": (
        *("studio", "apartment", "flat", "house", "suite", "loft", "hotel room", "place", "office"),
        *("townhouse", "salon", "cottage", "room", "condo"),
    ),
    "spot": (
        *("the station", "the museum", "the old market", "the river", "the airport", "the stadium"),
        *("the university", "the park", "the mall", "the harbor", "the new library", "downtown"),
        *("the theater", "the bridge", "city hall", "the hospital", "the convention center"),
        *("the waterfront", "the zoo", "the east side", "the west side", "the golf course"),
    ),
    "comfort": (
        *("free parking", "private parking", "an elevator", "air conditioning", "a hot shower"),
        *("fresh towels", "a side entrance", "soft music", "easy check-in", "a view of the city"),
        *("a garden door", "a quiet hall", "a warm bath", "clean sheets", "street parking"),
    ),
    "treat": (
        *("green tea", "coffee", "candles", "lemon water", "fresh fruit", "cookies", "flowers"),
        *("warm oil", "good music", "cold drinks", "chocolate", "incense"),
    ),
    "service": (
        *("massage", "relaxation", "bodywork", "company", "companionship", "back massage"),
        *("foot massage", "spa time", "aroma massage", "quiet time", "stretching", "hot stones"),
        *("dinner company", "visits", "head massage", "a long talk"),
    ),
    "person": (
        *("gentlemen", "guests", "visitors", "people", "travelers", "clients", "friends", "folks"),
        *("locals", "neighbors", "office workers", "drivers", "grown-ups"),
    ),
    "days": (
        *("weekdays", "weekends", "mornings", "evenings", "afternoons", "nights", "all week"),
        *("Monday to Friday", "Friday and Saturday", "Tuesday to Sunday", "every second day"),
    ),
    "weekday": ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"),
    "daytime": ("day", "morning", "evening", "afternoon", "lunch hour", "night"),
    "from": ("7am", "8am", "9am", "10am", "11am", "noon"),
    "until": ("5pm", "6pm", "8pm", "9pm", "10pm", "11pm", "midnight"),
    "hair": ("long", "short", "curly", "straight", "brown", "dark", "red", "blonde", "black"),
    "eyes": ("brown", "green", "blue", "gray", "hazel", "dark"),
    "feet": ("5'1", "5'2", "5'3", "5'4", "5'5", "5'6", "5'7", "5'8", "5'9"),
    "pet": ("cat", "dog", "parrot", "fish tank"),
    "year": ("2009", "2012", "2014", "2016", "2018", "2019", "2021"),
    "number": (
        "1204",
        "1877",
        "2231",
        "2960",
        "3318",
        "4072",
        "4755",
        "5140",
        "6383",
        "7029",
        "8116",
    ),
    "language": (
        *("Spanish", "Portuguese", "Russian", "Thai", "French", "Italian", "German", "Polish"),
        *(
            "Romanian",
            "Hungarian",
            "Korean",
            "Mandarin",
            "Vietnamese",
            "Arabic",
            "Greek",
            "Swahili",
        ),
    ),
    "origin": (
        *("Brazilian", "Colombian", "Irish", "Italian", "Romanian", "Hungarian", "Korean", "Greek"),
        *("Thai", "Polish", "Ghanaian", "Mexican", "Turkish", "Ukrainian", "Nigerian", "Canadian"),
    ),
}

HOUSES = (
    *("Harbor House", "Garden Rooms", "Lotus Spa", "The Quiet Door", "Maple Studio", "Blue Lamp"),
    *("Willow Rooms", "Cedar Spa", "Orchid House", "The Tea Room", "Moon Garden", "Lake Studio"),
    *("Silver Fern", "River Rooms", "Amber House", "The Green Room", "Cloud Nine Spa", "Ivy House"),
)
"""Names under which agencies work openly."""

_NAMES = """
Ada Agnes Alba Alice Alma Amber Amy Anita Anna Ava Bella Bianca Camila Cara Celia Chloe Clara Cora
Daisy Dana Daria Delia Diana Dora Edith Elena Elisa Ella Elsa Emma Erin Esme Eva Fay Fiona Flora
Freya Gemma Gina Grace Greta Hanna Hazel Helen Ida Ines Inga Irene Iris Isla Ivy Jade Jane Jasmine
Jenny Jill Joan Josie Joy Julia June Karen Kate Kayla Kim Kira Lana Lara Laura Lea Lena Lily Lina
Lola Lucy Luna Lydia Mae Maia Mara Maria Marta Maya Megan Mia Mila Mina Mira Molly Mona Nadia Nell
Nina Nora Olga Olive Opal Paula Pearl Petra Pia Polly Rita Robin Rosa Rose Ruby Ruth Sally Sara
Selma Sofia Stella Sue Sylvia Tania Tara Tess Tina Una Vera Vicky Viola Violet Wanda Wendy Willow
Yara Yvonne Zara Zoe
"""
NAMES = tuple(_NAMES.split())
