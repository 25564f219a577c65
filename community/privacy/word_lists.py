"""Our own short lists: common first names, surnames, larger places. Words without accents, as the plain text has them."""


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FIRST_NAMES = words(
    """Aad Abdel Abdul Adriaan Agnes Ahmed Aisha Albert Alex Ali Alice Alma Amber Amina Amir Andre Andrea Anita Anja
    Anke Ankie Anna Annelies Annemarie Annemiek Annet Annette Annie Anouk Anton Antoinette Antoon Ard Arend Arie
    Arjan Arnold Arthur Astrid Ayse Barbara Bart Beatrix Bea Ben Bert Bertha Betty Bianca Bilal Bob Boris Bram
    Brigitte Carla Carlo Carolien Caroline Cees Chantal Charlotte Chris Christa Christiaan Christien Claudia
    Coby Conny Cor Corrie Corry Cornelia Cornelis Daan Daniel Danielle David Debbie Demi Dennis Derk Diana Dick
    Dimitri Dinie Dirk Dora Driss Eddy Edwin Eefje Elif Elisabeth Elise Elke Ella Ellen Elly Els Emine Emma
    Emiel Eric Erik Erna Ernst Esther Eva Evelien Evert Fatih Fatima Fatma Femke Ferdinand Floor Floris Fons
    Frank Frans Fred Frederik Freek Frits Gea Geert Geertje Geertruida Gerard Gerben Gerda Gerrit Gerrie Gert
    Gijs Gina Greet Greetje Guus Hamid Hamza Hanna Hannah Hannie Hanneke Hans Harm Harrie Harry Hasan Hassan
    Heidi Hein Helena Helma Hendrik Hendrika Henk Hennie Henny Henriette Herman Hetty Hilde Hugo Huub Ibrahim
    Ilse Ineke Inge Ingrid Irene Isabel Ivo Jaap Jacob Jacoba Jacqueline Jamila Jan Janine Janna Janneke Jannie
    Jasmijn Jasper Jeanette Jelle Jeroen Jesse Jessica Jitske Joanna Johan Johanna Johannes John Jolanda Joke
    Joop Joost Joris Jos Josephine Josien Joyce Juan Judith Jules Julia Jurgen Kamal Karel Karim Karin Katinka
    Kees Kevin Khadija Kim Klaas Klaartje Koos Kris Lars Laura Leen Lena Leo Leonie Leontien Liesbeth Lieke Lien
    Lies Linda Lisa Lisette Lotte Louis Louise Loes Lucas Lucia Luuk Lydia Maaike Maarten Machteld Maja Manon
    Marc Marcel Margreet Margriet Maria Marga Marian Marianne Marie Mariette Marijke Marije Marike Marieke Marit
    Mireille Marion Marja Marjan Marjolein Marleen Marlies Marloes Martijn Martin Martine Mathijs Matthijs
    Maureen Maurice Mehmet Melissa Merel Mia Michael Michel Michelle Mieke Mien Milan Mina Mirjam Mohamed
    Mohammed Monique Murat Mustafa Nadia Naomi Natasja Nel Nelleke Nelly Nicole Nicolien Niels Nienke Nina Noor
    Nora Olga Olivier Omar Oscar Otto Patricia Patrick Paul Paula Pauline Peter Petra Pia Piet Pieter Pieternel
    Pim Priya Rachel Rachid Ramon Raymond Reinier Renate Rene Renske Ria Rianne Richard Riet Rik Rina Rita
    Robert Robin Roel Roelof Rolf Ronald Rosa Rudolf Ruben Ruud Saskia Said Samantha Samir Samira Sander Sandra
    Sanne Sara Sarah Sebastiaan Selma Sem Simon Simone Sjaak Sjoerd Sofie Sonja Sophie Stefan Stella Steven
    Stijn Suzan Suzanne Sven Sylvia Tamara Tanja Ted Teun Theo Thea Thera Thijs Thomas Tim Tineke Tiny Tjeerd
    Tom Ton Tonnie Toos Trees Trudy Truus Ursula Vera Veronica Victor Vincent Wendy Wessel Wiebe Wies Wilhelmina
    Willem Willemien Wilma Wim Wouter Yara Yasmina Youssef Yusuf Yvonne Zeynep Zohra Zoe Bep Cisca Dirkje Fenna
    Froukje Gre Hilda Jantje Jansje Jetske Nynke Sietske Sjaan Tjitske Wietske Aukje Baukje Douwe Foppe Hessel
    Jorrit Sipke Sytse Tjalling Liam Noah Finn Levi Luca Saar Tess Nova Mila Evi Bouchra Naima Malika Soumaya
    Hatice Zainab Yunus Emre Mariam"""
)
# Also an ordinary word or month: a name only inside a sentence.
DOUBTFUL_NAMES = words(
    """Ad An Bas Bo Door Fleur Hope Iris Jet Joy June Koen Linde Mark Max Mees Mei Puck Rob Roos Rens Sam Sterre Storm
    Stan Ties Wil Will Bas Ron Ger Coen Mary Dolf Maud Daan Teun Floor Merel Rosa Victor"""
)
SURNAMES = words(
    """jansen janssen janssens bakker visser smit smits meijer meyer mulder bos vos peters hendriks dekker brouwer
    dijkstra smeets kok jacobs kuipers post kuiper veenstra kramer hermans koning schouten willems hoekstra
    koster prins huisman peeters kuijpers verhoeven verbeek gerritsen willemsen sanders bosman vermeulen
    schipper groen postma pietersen claessens timmermans molenaar hofman bouwman jonker bosch wolters hoogland
    wiersma zijlstra boersma bouma haan jansma klaassen scholten martens evers maas goossens leenders gerrits
    hendriksen kooistra kroon veldman vink bloemen dijkman hartman driessen cornelissen arts wijnen yilmaz kaya
    demir ozturk aydin bouzid benali elamrani singh ramdin nguyen kowalski pietersma sikkema terpstra hiemstra
    algra reitsma faber feenstra"""
)
# After "de", "van", "van der" … in small letters.
AFTER_PARTICLE = words(
    """vries jong boer groot haan wit graaf bruin bruijn ruiter lange beer koning jonge rooij dijk berg leeuwen linden
    heuvel meer brink laan velden veen broek heijden ham dam horst ploeg kamp wal waal veer beek vliet bosch
    ende zanden schaaf meulen pol wijk wal kooij hoek ridder winter"""
)
PLACES = words(
    """Aalsmeer Aalten Alkmaar Almelo Almere Ameland Amersfoort Amstelveen Amsterdam Apeldoorn Appingedam Arnhem Assen
    Baarn Barendrecht Barneveld Bergeijk Beverwijk Bilthoven Bladel Bloemendaal Bodegraven Bolsward Borculo
    Borne Boskoop Boxmeer Boxtel Breda Breukelen Brummen Brunssum Bunschoten Bussum Castricum Coevorden
    Culemborg Cuijk Dalfsen Delft Delfzijl Deurne Deventer Diemen Doetinchem Dokkum Dongen Dordrecht Drachten
    Driebergen Dronten Druten Duiven Edam Eindhoven Elburg Emmeloord Emmen Enkhuizen Enschede Ermelo Etten-Leur
    Franeker Geertruidenberg Geldermalsen Geldrop Geleen Gemert Gennep Goes Goirle Gorinchem Gorredijk Gouda
    Groningen Haarlem Haarlemmermeer Haaksbergen Hardenberg Harderwijk Hardinxveld Harlingen Hattem Heemskerk
    Heemstede Heerde Heerenveen Heerhugowaard Heerlen Hellendoorn Hellevoetsluis Helmond Hendrik-Ido-Ambacht
    Hengelo Heusden Hillegom Hilvarenbeek Hilversum Hoensbroek Hoevelaken Hoofddorp Hoogeveen Hoogezand Hulst
    IJmuiden IJsselstein Joure Kampen Katwijk Kerkrade Krimpen Landgraaf Leerdam Leeuwarden Leiden Leiderdorp
    Leidschendam Lelystad Lemmer Lichtenvoorde Lisse Lochem Losser Maarssen Maassluis Maastricht Medemblik
    Meppel Middelburg Middelharnis Mijdrecht Monnickendam Montfoort Muiden Naaldwijk Naarden Nieuwegein
    Nieuwkoop Nijkerk Nijmegen Nijverdal Noordwijk Nunspeet Oirschot Oisterwijk Oldebroek Oldenzaal Ommen
    Oosterhout Oosterwolde Oostburg Oss Oudewater Papendrecht Purmerend Putten Raalte Reeuwijk Renkum Rhenen
    Ridderkerk Rijssen Rijswijk Roermond Roosendaal Rotterdam Sassenheim Schagen Scheveningen Schiedam Schijndel
    Schoonhoven Sittard Sliedrecht Sneek Soest Someren Spijkenisse Stadskanaal Steenwijk Stiens Terneuzen
    Terschelling Texel Tiel Tilburg Tubbergen Uden Uithoorn Uithuizen Utrecht Vaals Valkenswaard Veendam
    Veenendaal Veghel Veldhoven Venlo Venray Vianen Vlaardingen Vlieland Vlissingen Volendam Voorburg
    Voorschoten Voorthuizen Vught Waalre Waalwijk Waddinxveen Wageningen Wassenaar Weesp Wierden Wijchen
    Winschoten Winsum Winterswijk Woerden Wolvega Woudenberg Zaandam Zaanstad Zaltbommel Zandvoort Zeewolde
    Zeist Zevenaar Zierikzee Zoetermeer Zundert Zutphen Zwijndrecht Zwolle Balkbrug Urk Twente Achterhoek Veluwe
    Betuwe Salland Kennemerland Drenthe Friesland Flevoland Gelderland Limburg Overijssel Zeeland Antwerpen Gent
    Brussel Paramaribo"""
)
# Also an ordinary word or a surname: a place only after "in", "uit", "te", "naar", "bij".
DOUBTFUL_PLACES = words(
    """Best Echt Made Ede Epe Beek Bergen Laren Leek Elst Velp Hoorn Huizen Sluis Weert Veere Buren Born Oost West
    Wijhe Kerkdorp"""
)
LONG_PLACES = (
    "Den Haag|Den Bosch|Den Helder|Den Burg|Den Ham|'s-Hertogenbosch|'s-Gravenhage|Bergen op Zoom|Capelle aan den IJssel|"
    "Alphen aan den Rijn|Wijk bij Duurstede|Berkel en Rodenrijs|De Bilt|De Meern|Nieuw-Vennep|Oud-Beijerland|Sint-Oedenrode|"
    "Noord-Brabant|Noord-Holland|Zuid-Holland|Bad Nieuweschans|Ter Apel|Hoek van Holland|Etten-Leur|Krimpen aan den IJssel"
)
RARE_ROLES = (
    "burgemeester|wethouder|dominee|pastoor|priester|imam|notaris|dierenarts|brandweercommandant|kasteelheer|profvoetballer|"
    "topsporter|olympisch\\w*|zangeres|acteur|actrice|schrijver|schrijfster|kamerlid|minister|rechter|generaal|piloot|"
    "vuurtorenwachter|molenaar|schaapherder|circus\\w*|directeur|bestuurder|voorzitter|raadslid|koster|organist|baron|"
    "barones|concertpianist\\w*|kunstschilder|hoogleraar|wereldkampioen\\w*|havenmeester|sluiswachter|loods"
)
JOBS = (
    "bakker|slager|boer|boerin|melkveehouder|tuinder|kapper|kapster|leraar|lerares|juf|onderwijzer\\w*|postbode|visser|"
    "schipper|huisarts|verpleegkundige|politieagent\\w*|agent|brandweerman|chauffeur|buschauffeur|timmerman|loodgieter|"
    "fysiotherapeut|apotheker|tandarts|advocaat|accountant|ondernemer|winkelier|kastelein|smid|metselaar|ingenieur|"
    "stratenmaker|bloemist\\w*|conciërge|concierge|schoolhoofd|militair|architect|machinist|stewardess"
)
KIN = (
    "tweeling\\w*|drieling\\w*|weduwe|weduwnaar|adoptie\\w*|geadopteerde?|pleegzoon|pleegdochter|pleegkind\\w*|"
    "(?:oudste|jongste|enige|middelste) (?:zoon|dochter|kind|broer|zus)|(?:vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf) kinderen|"
    "dochter|zoon|kleindochter|kleinzoon|echtgenoot|echtgenote|ex-man|ex-vrouw|schoonzoon|schoondochter|broer|zus"
)
RARE_ILLNESS = (
    "ALS|Huntington|Korsakov|Korsakoff|dwarslaesie|locked-in|Creutzfeldt\\w*|taaislijmziekte|cystische fibrose|hemofilie|"
    "albinisme|Tourette|Rett|Prader-Willi|Duchenne|PSP|MSA|sclerodermie|zeldzame (?:ziekte|aandoening|vorm|spierziekte|stofwisselingsziekte)|"
    "transgender|siamese|dwerggroei|orgaantransplantatie|harttransplantatie"
)
KNOWN_FOR = (
    "de enige|het enige|de eerste vrouw\\w*|de bekende|een bekende|bekend van|bekend als|in de krant|op televisie|op tv|"
    "landelijk nieuws|het nieuws|voormalig|oud-\\w+|als enige|iedereen kent|kent iedereen"
)
EVENTS = (
    "brand|overval|moord|ongeluk|schietpartij|steekpartij|verdronk|verdronken|zelfdoding|zelfmoord|explosie|ontvoering|"
    "vliegramp|treinongeluk|gijzeling|vuurwerkramp|rechtszaak|faillissement|verkeersongeval"
)
ORIGINS = (
    "Syrische|Eritrese|Somalische|Afghaanse|Iraanse|Irakese|Oekraïense|Oekrainse|Molukse|Chinese|Poolse|Ghanese|Kaapverdische|"
    "Eritreeer|Ethiopische|Japanse|Braziliaanse|Vietnamese|Armeense|Tibetaanse|Koerdische|Joodse|Surinaamse|Antilliaanse"
)
SMALL_PLACES = (
    "dorp|dorpje|gehucht|buurtschap|(?:Friese?|Zeeuwse?|Drentse?|Limburgse?|Groningse?|Brabantse?|Twentse?|Gelderse?|"
    "Overijsselse?) (?:\\w+ )?(?:dorp|stad|stadje|eiland|gemeente)|waddeneiland|eiland"
)
