"""Where a text speaks of animals, and where only of a reagent, a food or a bite of one."""

import re

_I = re.IGNORECASE
_OF_LABORATORIES = (
    r"rats?|mice|mouse|murine|rabbits?|dogs?|canine|pigs?|piglets?|porcine|swine|monkeys?|macaques?|sheep|lambs?|"
    r"hamsters?|guinea pigs?|zebrafish|chickens?|chicks?|cats|bovine|cows|goats|wistar|sprague-dawley|c57bl/6\w?|"
    r"balb/c|gerbils?|ferrets?|drosophila|c\. elegans|caenorhabditis|rodents?|primates|beagles?|horses?|xenopus|trout|"
    r"quails?|minipigs?|baboons?|marmosets?|chimpanzees?|rhesus (?:monkeys?|macaques?|infants|males|females)|"
    r"cynomolgus|degus?|chinchillas?|axolotls?|medaka|galleria"
)
_OF_FARMS = (
    r"ovine|caprine|equine|feline|avian|kittens?|puppies|ponies|mares|foals?|geldings?|stallions|fillies|yearlings|"
    r"weanlings|donkeys?|mules|thoroughbreds?|racehorses|warmbloods?|ewes|wethers|cattle|heifers?|calves|steers|bulls|"
    r"bullocks|buffaloes|water buffalo|yaks?|llamas?|alpacas?|camels?|livestock|holsteins?|sows|gilts?|boars?|hogs|"
    r"weaners|poultry|broilers?|hens|roosters?|cockerels?|pullets?|ducks|ducklings|geese|goslings|poults|turkeys|"
    r"pigeons?|parrots?|budgerigars?|finches|penguins|birds?|ostriches|(?:labrador|golden) retrievers?|labradors|"
    r"retrievers|rottweilers?|greyhounds?|(?:german )?shepherd dogs?|terriers?|spaniels?|dachshunds?|poodles?|"
    r"bulldogs?|mastiffs|collies|huskies|bitches|mink|veterinary"
)
_OF_THE_WILD = (
    r"frogs?|toads?|tadpoles?|newts|salamanders?|lizards?|geckos|turtles?|tortoises?|crocodiles?|alligators?|"
    r"salmon(?!ella)|carp|tilapia|teleosts?|seabream|sea bream|goldfish|catfish|sturgeons?|minnows?|killifish|"
    r"fingerlings?|(?:juvenile|farmed|adult|larval|fresh-?water|marine) fish|fishes|fish (?:were|was|received|fed|"
    r"given|exposed)|mussels|oysters|shrimps?|prawns?|crabs|lobsters?|crayfish|snails?|abalones?|sea urchins?|"
    r"honey\s?bees?|bees|bumblebees?|insects?|fruit flies|silkworms?|caterpillars|moths|cockroaches|earthworms?|"
    r"planarians?|nematodes (?:were|was|received|fed|given|exposed)|(?:an|this|our) animal model|(?:animal|"
    r"livestock) (?:welfare|transport|husbandry|production)|farm(?:ed)? animals|wildlife|opossums?|voles?|squirrels?|"
    r"bats|hedgehogs?|tree shrews?|deer|reindeer|elks?|moose|foxes|wolves|raccoons?|badgers?|otters?|dolphins?|"
    r"whales?|sea lions?|elephants?|giraffes|rhinoceros\w*|kangaroos?|wallabies|koalas?|possums|gorillas?|orangutans?|"
    r"lemurs?"
)
ANIMAL_WORDS = re.compile(rf"\b(?:{_OF_LABORATORIES}|{_OF_FARMS}|{_OF_THE_WILD})\b", _I)
ANIMAL_MODEL = re.compile(
    r"\b(?:rats?|mice|mouse|murine|rabbits?|dogs?|canine|pigs?|porcine|swine|monkeys?|macaques?|sheep|ovine|"
    r"hamsters?|guinea pigs?|zebrafish|gerbils?|ferrets?|rodents?|drosophila|animal) (?:[\w-]+ ){0,3}models?\b|"
    r"\bmodels? (?:of (?:[\w-]+ ){1,5})?in (?:[\w-]+ ){0,2}(?:rats?|mice|mouse|rabbits?|dogs?|pigs?|monkeys?|sheep|"
    r"hamsters?|zebrafish|rodents?|animals)\b",
    _I,
)
"""A title with one names what the work was done in."""
_REAGENTS = re.compile(
    r"\b(?:(?:fo?etal )?(?:bovine|calf|horse|goat|equine|porcine) (?:calf )?(?:serum|albumin|insulin|heparin|"
    r"pancreas)|(?:mouse|murine|rabbit|goat|sheep|donkey|chicken|swine)[ -](?:anti\w*|monoclonal|polyclonal|igg|"
    r"antisera|antiserum|antibod\w+)|chinese hamster ovary|canine (?:teeth|tooth|fossa|eminence)|(?:swine|avian|"
    r"bird) (?:influenza|flu)|murine (?:leuk\w+ virus|retrovir\w+)|anti-(?:mouse|rabbit|rat|goat)|sheep (?:red blood|"
    r"erythrocytes)|(?:dog|cat|snake|insect|monkey|bee|bat|lizard) (?:bites?|scratch|stings?|venoms?)|bird'?s eye|"
    r"salmon calcitonin|sperm whale myoglobin|guinea[ -]pig complement|bees?wax|bee pollen)\b",
    _I,
)
"""Beasts of which only a reagent, a drug, a tooth or a bite is meant."""
_WHOLE = (
    r"(?:animals|rats|mice|rabbits|dogs|pigs|piglets|minipigs|monkeys|macaques|hamsters|guinea pigs|gerbils|ferrets|"
    r"sheep|lambs|goats|cats|zebrafish|chickens|chicks|cows|calves|horses|rodents|primates|baboons|marmosets|ewes|"
    r"dams|pups)"
)
_DONE_TO = (
    r"(?:treated|given|fed|received|receiving|dosed|injected|exposed|infused|gavaged|administered|lacking|deficient|"
    r"immuni[sz]ed|vaccinated|subjected|allocated|randomi[sz]ed|supplemented|implanted|inoculated|sacrificed|killed)"
)
TREATED_BEASTS = re.compile(
    rf"\b{_WHOLE}(?: (?!(?:and|or|but|that|which|while)\b)[^\s.;,]+){{0,4}} {_DONE_TO}\b|"
    rf"\b{_DONE_TO}(?: (?!(?:and|or|by|with|for|in|of|from)\b)[^\s.;,]+){{0,4}} {_WHOLE}\b",
    _I,
)
"""Animals to whom something was done: "mice treated with it", "diabetic rats received it"."""
HUSBANDRY = re.compile(
    r"\b(?:animals|gavage|dams|pups|litters?|offspring|knockout|transgenic|wild-type|sacrificed|euthani[sz]ed|"
    r"intraperitoneal(?:ly)?|i\.p\.|larvae|hepatectomy|mg/kg/day)\b|[+-]/[+-]",
    _I,
)
KEPT = re.compile(
    r"\b(?:animals|gavage|dams|pups|litters?|sacrificed|euthani[sz]ed|larvae|mg/kg/day)\b",
    _I,
)
"""Of husbandry what is said of no cell line and no patient: a gene may be wild-type in either."""
DOSED = re.compile(
    r"\b(?:mg/kg|ppm|in vivo|liver weights?|dosed|peroxisom\w+|microsom\w+|subchronic|carcinogenicity|"
    r"teratogen\w+)\b",
    _I,
)


def beasts_in(text: str) -> int:
    """How often a text speaks of animals."""
    return len(ANIMAL_WORDS.findall(_REAGENTS.sub(" ", text)))
