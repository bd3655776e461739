/**
 * What Punkt's published English model knows, as far as it matters for everyday text: abbreviations, pairs that belong
 * together across a full stop, words that often open a sentence, and how common words are written. The model was made from
 * financial news of the 1980s, which explains its choice.
 */
const list = (text: string) => text.trim().split(/\s+/)

/** Words that end in a full stop without ending a sentence; without their last stop, in lower case. A spaced ellipsis counts as one. */
export const abbreviations: ReadonlySet<string> = new Set(['. . ', ...list(`
  a.a a.c a.d a.g a.h a.m a.m.e a.s a.t adm ala ariz aug ave b.f b.v bros c c.i.t c.o.m.b c.v calif chg cie co col
  colo conn corp cos ct d d.c d.h d.w dec dr e e.f e.h e.l e.m f f.g f.j feb fla fri ft g g.d g.f g.k ga gen h h.c
  h.f h.m i.m.s ill inc j.b j.c j.j j.k j.p j.r jan jr k kan ky l l.a l.f l.p lt ltd m m.b.a m.d.c m.j maj messrs
  mg mich minn mr mrs ms n n.c n.d n.h n.j n.m n.v n.y nev nov oct ok okla ore p p.a.m p.m pa ph.d prof r r.a r.h
  r.i r.j r.k r.t rep reps s s.a s.a.y s.c s.g s.p.a s.s sen sep sept sr st sw t t.j tenn tues u.k u.n u.s u.s.a
  u.s.s.r v va vs vt w w.c w.r w.va w.w wash wed wis yr
`)])

/** Words that open a sentence more often than chance, seen capitalised after an abbreviation. */
export const frequentStarters: ReadonlySet<string> = new Set(list(`
  according although among both but despite even he however i if in indeed instead it many meanwhile moreover most
  nevertheless nonetheless nor sales separately similarly since so some the there these they this though thus
  under when while yet
`))

/** Words that belong to an ordinal before them, as headlines were numbered: "1. Review". */
export const wordsAfterOrdinals: ReadonlySet<string> = new Set(list(`
  abreast business commodities corrections credit dividend financing insider international leisure letters notable pegasus
  pepper review who
`))

/** Words written in lower case inside a sentence and never with a capital there: a capital means that a sentence begins. */
export const ordinaryWords: ReadonlySet<string> = new Set(list(`
  abilities above absolutely academic accelerate acceptance accessibility accessible accessories accountant
  achievements achieving acknowledge acquiring active actively adaptation adapting adding address addressing
  adequate adjust adjusted adopt advantage advantages adventure advice advise advocacy advocates affection
  affordable afternoon afterward afterwards agencies agreed agricultural aim aims ain allocating allow allowing
  allows along alphabet alternative always ambition ambitious analysis analyzed ancient animal animals answers
  antibiotics anticipation anyone anything anyway application applications applies apply applying approximately
  architecture argument arguments arrange array arrival arrive arriving article articles artificial artist
  artistic ask asking assign assisted associate assume attach attend attended attending attention attitude
  attracts attributes au audience audio authorities automated automatically automation automobiles autonomous
  autumn availability available avoiding awakening awards awareness awesome bachelor backstage bag bail baked
  balancing baseball basic basil batteries battery beaches beans beat become becoming begin behavior behold being
  believe beneath better beyond biased biology birds blend blossoms body boil bond bonding bonus booster bottle
  bovine box brain brainstorming branch brand breach bread break breaking breast breathing brewed briefly bright
  brilliant bringing broccoli build built burning businesses butter calculate call camera camping candidate
  capitalized capture car carbon careful carefully carrot carrots carry carrying cause causes celebrate
  celebrating cell certainly chair chairs challenge challenges chaotic character check cheerful cheers cheese
  chess choose choosing choreography chorus cinematic circus citing claim classes classical classification
  cleaning clever climate climb climbing closing clothes clothing cloud clowning coat coherence cold collaborate
  collaborated collaboration collect collecting collections colorful colors combat combine comedy comfort
  comfortable commitment committed commonly communicate comparative compare compared comparing compatibility
  compete competing competitive competitor competitors complete completed completion complexity components
  composed compound conclude conclusion conditional conduct conducted conducting confidentiality confirm conflict
  confused connecting consider consideration considering consistency consistent consistently consists console
  conspiracy consult contact contain contemporary content context continuing continuous continuously contrast
  contributed convenience convenient convert cookies cooking cool coordinated coordination cops copyright core
  correct corruption cost courage course cows crack craft cream create created creates creating creatures crickets
  crisp critic criticism critique crystal cultural cure curiosity curious currently customer customized dairy
  daring dark database databases date daughter dawn deadlines debut decide decisions declaration declare decrease
  decreased dedicated deduction deep default define defined defining definition delegate delicious deliver
  delivered delivery democracies demonstrate demonstrated demonstrates dental depart dependence depending deploy
  deploying deployment describe description designate designated designed designer designing desk desktop desktops
  despair desperate detail detailed detention determine determined develop developed developing diagnosis dialogue
  diaper die differences different difficulty diplomatic direct directed directions directly disability disable
  disadvantage disadvantages disappointment disconnect discover discovery discrimination discuss discussion
  disgust display dissatisfied distance distinguished distribute dive diverse dividing diving doctor document
  documentation documents does dogs doing donate double downtown draft drain drama drawing dress dressed drink
  drinks dynamic eager early easier easily eating echoes economically economies edge editing educate educating
  educators effective effectively effects efficient egg eight electrons element elements elephant elephants
  eliminate eliminates eliminating embrace embracing emergence emergency emerging emotional emotions empathy
  employ employee employers empty enable encourage encourages encouraging endangered endgame endless engage
  engagement engaging engineers enhance enhanced enhancing enjoy ensure ensuring enter entertainer entrepreneurs
  entrepreneurship entry environment equality equipped escape essays essential establish established ethical
  evaluate evaluating evaluation event eventually ever everywhere evidence exactly examination examine examining
  example examples exceeds excellent exception exceptional excessive excited excitement exciting exclude execute
  exercise exercising exotic expand expansion experience experienced experiences experiencing experiment expert
  expertise explain explanation explore exploring exposure expressiveness extinction extra extreme eye eyes
  facilitate facilitated facing fact failing faith fake falcons falling fallout familiar familiarity famous
  fantastic fascinating faster fatigue fear feature features featuring feedback feeling feline fellow female
  figures file fill filled final finally fingers finish fish fishing fix fleeing flexibility flexible flowers
  flush fly flying focused focusing fold follow following follows forever forget format formula forward
  foundations founded founders founding frequent frequently friend friendship frozen fruits furious furthermore
  fuzzy gaining gardening gather gathering gender generate generations generator genes genetically gentle gift
  gifts giraffe given giving global glue goals going governments grab graduated gratitude gravity grease grid
  grocery gross ground growing guest guests guiding guitar gun guy gymnastics handcuffs handle handled hands happy
  headline headlined healthy hearing heavier heavy height helium helping helps her here hide highlight highly hike
  hiking hint hire hiring historical hold homeowners honesty honors hoping horror horse host hot hours huge
  humanity humans humming hunting hurry hybrid idea ideal identification identity image imagery images imagination
  imagine immigrants imperative implement implementation implemented implementing importance important impossible
  improve improved improvement improves improving incentives inception include including inclusion inconsistent
  incorporate incorporating incorrect increased indeed independence independent individual individuals induction
  influence influenza inform informed ingredient ingredients inherited initial initially innovate innovation
  innovations innovative input inside insight insights inspect inspired install installing instant instead
  instructions integrate integrated integration integrity intelligent interact interesting internationally
  interviews into introduced introducing invented inventor invest investigate investigating investing invitation
  invite isn isolation item items jaws joining journalists journey judges junior junk juveniles keeps kick kids
  knock knowledge knowledgeable known lack lacking lacks landmark language languages laptop larger laugh launch
  launched launching lavender le leaders leadership leading leads leaf leak lean leap learn learned lease least
  led legendary leisure lemon lesson letters leverage lies lift lightning likewise limiting linear lingering
  linked lion liquidity list listen listening lists literature lived living locate located location logistics logo
  longest looking loosen lowering lunch lungs luxury lying magnetic magnetism magnificent maintain maintained
  maintaining majestic manage managed manager managing mandatory marketers marketplace math mathematically
  maximize maximizing meal mean meaning measuring mechanical meditation medium meets melt member mental mention
  menu merchandise messages method methodology microbes mid milestone milk minimize minimizing minimum
  misinterpretation mistake mistakes mix mobile modeling modify mom monitoring monopolies monthly moon moral
  moreover morning motivated motivation mouse multiple multiply mysterious narrow nationality native nature
  necessary need needs negative neglect negotiate neighbors neither neon nervous neutral neutrons nevertheless
  newspaper nickname non nonetheless nostalgia notable note nothing nuclei number numerical numerous nutrition
  nuts object objective objectives objects observe obtain occasionally occurs ocean officer offset okay onboard
  ongoing onions opening operational opponents opportunities optimism oral organizations organizing original
  originally origins otherwise outdoor outlining outstanding oval overall overcome overcrowded owning oxygen pack
  page paid paint parallel parenting parks participant participants participate participated participating partner
  passage passengers passion password pasta patient patients peaceful pen perception perfect perform performance
  performed perseverance person personal phase philosophical phone phrases physical pick pilot pitch planet
  planting plastic plate platforms play player playing please plot poison political politics poorly pop popcorn
  popularity position positive possess possibility posting potato potential poverty powers practice practicing
  preferential preliminary premium preparation prepare preparing present preserving pretty prevent preview
  previous previously pride printed printer prior private problem processed processing processor product
  productive profession professionals professor program programmable programming projects prolonged prominent
  promotes promoting proof proper properly proponents proposed proprietary prospect protect protecting protein
  proven provide provided provides psychological psychologists psychology publish publisher pull pulling put
  puzzled qualities question questions quicker racial rain rapid rarely ratification rating realistic realizing
  received receiving recent recently reception recipe recognition recognized recommendation recommendations
  recommended recruit recycle recycling reduced reductions referring reflect reflection refrain regardless regular
  regularly regulations reinforce relationship relationships relative relax relaxation relaxing relevant
  reliability reliable religion remain remember remind reminder remote remove removing renowned rent renting
  repeating replace replacing reproductive reptile required requires researched researchers residents resilience
  resolution resolves respect respond response responsibilities responsible responsive restart restaurant
  restaurants restoration results rethinking revealed reverse reviews revise revolutionary reward rewards
  rhetorical rhythm riding right rising robot rocks rogue roll romance romantic roses round rumors rural sad
  sadness safe sag sailboat salad same sample sand satisfied saving scale scaling scarce scenario scene schedule
  scientist script se seafood season secondary section secure securing seeing select send sensitivity sensors
  sentence sentiment seriously serve served serves session setting seven shake sharing sharks shine shipping shoot
  shopkeeper signed significance significant silence similar similarities similarly simple simplifying simply
  sincerely sing single sit size skilled skills skin slack slides slowly smile smoking sneak snow so societal
  sodium soil solar solid solution solutions solve solving someone sometimes somewhat son soon sorry sort sounds
  source speak speaking spearheaded specialized specific specifically speech speed spend spending spent spices
  spinach spoiler spoken sponsor spouse spread squeeze stand standing stands started starting statement staying
  steal stealing stemming step stepping stick still storage stories strangers strawberry stream strength
  strengthened strengths stress stretch stride string structure struggles studied studying style submit substitute
  substituting suburbs success successful such suddenly suggest suggested suggestion suggestions sum supervised
  supporters supporting surely surprise surprisingly surrender surround surveys survivors sustainable swimming
  swing switching symptoms synthetic tables taking targeted task taste tea teach teacher teaching team teams tear
  teen temperature temperatures ten tensions testing text thank thanks them thematic themes therefore thick things
  think thoroughly though thought threat through throughout thus tighten tiny tipping tips title together tomatoes
  tomorrow tone towards traditional traditionally train trained transcripts transfer transformation transformed
  translation traveling treat treatment trees triple tropical true trusts trustworthiness truth try trying turn
  turns type typically ultimately uncover understand unexpectedly unfortunate unfortunately unhealthy unintended
  unique unity unknown unleashing unless unlike unlimited unraveling unsatisfactory unsolicited updated upon
  urgent user using utilize vacation vaccines vacuum values vanilla variety various vary vegetable vegetables
  vehicle version very vibrant victory videos virtual virtually viruses vision visions visiting visitors visual
  vulnerability vulnerable wait waiting walk walking wander warm warning watching waves weaknesses wealth weapons
  wear wearing weather web weekend weight welcome were wet whenever whereas wherever whether which whichever whole
  winds winner wipe wisdom within without witnesses wonderful wooden words worked working workplace writers writes
  writing written yes yesterday yet your youth zero
`))

/** Words written in lower case that also stand with a capital inside sentences, as parts of names and titles. */
export const wordsAlsoInNames: ReadonlySet<string> = new Set(list(`
  a ability about absolute access according accountants achievement acquisition across act action activities
  activity actually add additional ads advanced advances advertising affect after again against age agriculture
  aid air aircraft aliens all also although aluminum am among an analysts and anger another answer any apart
  appeal are area armed art arts as assemble assessment at atomic attorney automatic average avoid away back
  background balance banks base based basketball battle bay be beach bears beauty because before bell below
  benefits best big bill biotechnology black blue board bob book books boost boosts born both breakfast brief
  bring brown budget building business but buy buying by cable cameras camp can cancer candy capital care career
  cars case cash cat catch category cats central certain certified champion change changes chemical chicken chief
  children china chocolate church cities city civil class clean clear clearing clearly clinical close closed coach
  coal code coffee collection college color come comes commodity common community companies company competition
  comprehensive computer computers conference confidence conservation constitution construction consumer consumers
  continue control corn corporate costs could country cover creative credit critical cross culture currency
  current customers cut daily data day days de death decision definitely democracy department departure der desert
  design despite development device did digital dinner discussing distribution dividend do dog don down dream
  dreams drive driving drop drug dry due during dust each earth ease east easy eat economic economics editor
  education effect efforts elected electric electrical electricity electronics emphasize employees en end ending
  energy enhances entertainment environmental equipment equity error establishing ethics even evening every
  everyone everything expected exploration express extension face factors failure fair fall false family fantasy
  farmer fast father feel feelings few fields fifth fighting filing film finance financial find finding fine fire
  firms first five flow focus food foods football for former fortune foster four fourth fox fraud free freedom
  fresh friends from front fruit full fun function funding fungi furniture further future game games garden
  general generally genetic get getting give glass go goal god gold golden gone good got government governors
  gradually graduation grand graphics gray great green group grow growth guide guild half hammer hard harmony has
  have having he head health heard heart heat help hey high higher hip his history home homes hope hotel house
  household housing how however human ice ideas identify if immigration impact improper in income increase
  increases increasing industrial industries industry inflation information initiative innocent inquiry
  intelligence intense interbank interest internal international introduce introduction investment investors iron
  is island issues it its jazz job join joint journal judge just justice juvenile keep keeping key kind king
  knitting know knowing la lady large last late later laws lawyers lay lead learning leave leaves legal less let
  level life light like likely limit limited line link little live local logic long longer look los loss lost love
  low lower loyalty machine machines made main maintains major make making man management managers manufacturing
  many march mark market marketing married mass master materials may maybe me meanwhile measure medical medicine
  meet meeting memorial memories memory metal methods metropolitan microwave might military mirror mission mixed
  model modern money monitor more most mount mountain mountains move movies moving much mushroom mushrooms music
  musical must mutual my mystery name named national natural navy near net network networking never new news next
  nice night no nobody none north not notes novels now nuclear nurse of off offer offering offers often on once
  one only open operating opinion option options or order organization other others our out outline output outside
  over overnight pace panel paper parents park part partners partnerships past pay payment peace peach people
  perhaps pessimistic pet pharmaceutical physics picture pizza place plan planning plans plant plants players plus
  pocket point police pollution poor popular population portable possible post power president press price prices
  primary print production products professional profitability progress project promote proposal protection
  providing public purchase purpose push quality queen quick quickly quiet rabbit race radio rail raised raising
  random rather re reach react read reading ready real really reassure receives record red reduce reducing
  register regulation regulatory related release renaissance repair report reports request requirement research
  resource resources responsibility rest resume retail return returns review revised revival rice rich ride rise
  risk road robotics rock role rolling room rose route row rub run running safety sales salt sampling save savings
  say schools science scientific scientists sea search second secret security see seek seeking sell sending senior
  service services set several share shares she sheriff shop shopping short should show shows sign silent silicon
  silver since sir situation six sleep sleeping slide slip small smart snake social society soft software some
  something sound south space speaker special split sports spring staff star stars start starter state states
  statistical statistics stay steel steps stock stocks stone stop store story strain strategic strategies strategy
  strong struggle student students studies study subject sugar summary summer sun supply support supreme sure swap
  sweet switch system table take takes talk target tariffs tax taxes teamwork tech technical techniques technology
  television tell tennis test that the their then theories there these they third this those three time to tobacco
  today too tool tools top topic total tour track training transportation travel tree trends trust turkey two
  types under understanding unit united university until urban use used users usually value van video visit voice
  voting vous wake want war ward was watch water ways we well west what whatever when where while white who why
  wild will wind windows winter with woman women word work works world would write year years you young
`))
