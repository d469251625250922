"""Where made-up ads are posted: real cities, so that distances and area codes mean something.

CITIES: name, region, country, degrees, area codes that are truly theirs
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class City:
    """A city with its area codes; region is a state or province, country ISO 3166-1 alpha-2."""

    name: str
    region: str
    country: str
    lat: float
    lon: float
    codes: tuple[int, ...]


_TABLE = """
Atlanta,GA,33.749,-84.388,404 470 678
Albuquerque,NM,35.084,-106.650,505
Austin,TX,30.267,-97.743,512 737
Baltimore,MD,39.290,-76.612,410 443
Baton Rouge,LA,30.451,-91.187,225
Birmingham,AL,33.519,-86.810,205
Boise,ID,43.615,-116.202,208
Boston,MA,42.360,-71.059,617 857
Buffalo,NY,42.886,-78.878,716
Charlotte,NC,35.227,-80.843,704 980
Chicago,IL,41.878,-87.630,312 773 872
Cincinnati,OH,39.103,-84.512,513
Cleveland,OH,41.499,-81.694,216
Columbus,OH,39.961,-82.999,614
Dallas,TX,32.777,-96.797,214 469 972
Denver,CO,39.739,-104.990,303 720
Des Moines,IA,41.587,-93.625,515
Detroit,MI,42.331,-83.046,313
El Paso,TX,31.762,-106.485,915
Fresno,CA,36.738,-119.787,559
Hartford,CT,41.766,-72.673,860
Houston,TX,29.760,-95.370,713 281 832
Indianapolis,IN,39.768,-86.158,317
Jacksonville,FL,30.332,-81.656,904
Kansas City,MO,39.100,-94.579,816
Las Vegas,NV,36.170,-115.140,702 725
Little Rock,AR,34.746,-92.290,501
Los Angeles,CA,34.052,-118.244,213 310 323
Louisville,KY,38.253,-85.759,502
Memphis,TN,35.150,-90.049,901
Miami,FL,25.762,-80.192,305 786
Milwaukee,WI,43.039,-87.907,414
Minneapolis,MN,44.978,-93.265,612
Nashville,TN,36.163,-86.781,615
New Orleans,LA,29.951,-90.072,504
Newark,NJ,40.736,-74.172,973 862
Oklahoma City,OK,35.468,-97.516,405
Omaha,NE,41.257,-95.935,402
Orlando,FL,28.538,-81.379,407 321
Philadelphia,PA,39.953,-75.164,215 267
Phoenix,AZ,33.448,-112.074,602 480
Pittsburgh,PA,40.441,-79.996,412
Portland,OR,45.515,-122.679,503 971
Raleigh,NC,35.780,-78.638,919
Reno,NV,39.530,-119.814,775
Richmond,VA,37.541,-77.436,804
Rochester,NY,43.157,-77.608,585
Sacramento,CA,38.582,-121.494,916
Salt Lake City,UT,40.761,-111.891,801
San Antonio,TX,29.424,-98.494,210
San Diego,CA,32.716,-117.161,619 858
San Francisco,CA,37.775,-122.419,415
San Jose,CA,37.338,-121.886,408
Savannah,GA,32.081,-81.091,912
Seattle,WA,47.606,-122.332,206
Spokane,WA,47.659,-117.426,509
St. Louis,MO,38.627,-90.199,314
Tampa,FL,27.951,-82.457,813
Tucson,AZ,32.222,-110.975,520
Tulsa,OK,36.154,-95.993,918
Montreal,QC,45.502,-73.567,514 438
Ottawa,ON,45.421,-75.697,613
Toronto,ON,43.653,-79.383,416 647
Vancouver,BC,49.283,-123.121,604 778
"""


def _city(line: str) -> City:
    name, region, lat, lon, codes = line.split(",")
    country = "CA" if region in {"QC", "ON", "BC"} else "US"
    return City(name, region, country, float(lat), float(lon), tuple(map(int, codes.split())))


CITIES = tuple(map(_city, _TABLE.split("\n")[1:-1]))


def _near(here: City) -> tuple[int, ...]:
    """Positions of the twelve cities nearest in degrees: where a circuit goes next."""

    def away(position: int) -> float:
        there = CITIES[position]
        return (there.lat - here.lat) ** 2 + (there.lon - here.lon) ** 2

    return tuple(sorted(range(len(CITIES)), key=away)[1:13])


NEAR = tuple(map(_near, CITIES))
