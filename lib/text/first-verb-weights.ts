/**
 * Weights of what a beginning has, written by scripts/train_first_verb.py: a kind; for and against each group of tags, in halves; the words. The first line is
 * what each group has by itself.
 */
export const firstVerbWeights = `
-3 -3 5 -1 0
word -10 0 0 -8 0 been
word -8 -10 0 0 0 bed
word -8 -4 0 0 0 unique
word -8 0 0 0 0 ignore main
word -7 -7 1 0 0 host
word -7 -6 0 2 0 face
word -7 -5 0 0 0 weather
word -7 0 0 0 0 flow forecast unravel user wind
word -6 -8 0 1 0 head
word -6 -6 0 1 0 young
word -6 -6 3 0 0 animal
word -6 -6 4 2 0 def
word -6 0 0 0 0 access email flee
word -6 0 0 0 4 foreign
word -6 0 0 4 0 nature
word -6 0 0 4 5 simple
word -6 0 2 3 0 model
word -5 -7 0 0 0 fly news
word -5 -6 0 0 0 supplement tree
word -5 -5 0 0 0 outwit
word -5 -4 0 0 0 feedback
word -5 0 0 -6 0 were
word -5 0 0 0 0 broaden example information. mobile relationship response smile way
word -5 0 0 0 3 forgive
word -5 0 0 2 0 payment
word -5 0 0 5 0 figure freedom
word -5 0 3 0 0 it.
word -5 0 5 0 2 fit
word -5 6 0 0 0 held
word -4 -9 0 0 0 entertainment
word -4 -8 0 0 0 fold output
word -4 -4 0 0 0 fix
word -4 0 0 0 0 authorized peaceful profile waste
word -4 0 0 0 3 bike
word -4 0 0 0 5 charities
word -4 0 0 3 0 scale
word -4 0 0 7 0 fuel
word -4 0 0 10 3 business
word 0 -10 0 0 0 content
word 0 -9 0 0 -8 display
word 0 -9 0 0 -4 prevent
word 0 -9 0 0 0 represent
word 0 -9 0 0 7 !HYPHEN
word 0 -9 0 3 0 text
word 0 -9 0 6 0 aid
word 0 -8 0 0 0 cook remote rent segment sound story understand
word 0 -8 0 0 2 different
word 0 -8 0 0 5 present
word 0 -8 0 0 6 same
word 0 -8 0 0 7 red
word 0 -7 0 0 0 brighten earn fight implement proofread slay
word 0 -7 0 0 5 important
word 0 -7 0 7 0 note
word 0 -7 2 -9 0 could
word 0 -7 3 0 0 book
word 0 -7 3 7 0 food
word 0 -7 4 4 0 input
word 0 -6 -7 0 5 top
word 0 -6 -4 0 0 rain
word 0 -6 0 -9 0 ask
word 0 -6 0 0 -6 show
word 0 -6 0 0 0 account am certain contain help income install patient send style than
word 0 -6 0 0 7 seven
word 0 -6 0 4 -5 post
word 0 -6 0 4 0 management train
word 0 -6 1 0 0 buy might
word 0 -6 2 0 0 n't
word 0 -5 -6 0 0 [ years.
word 0 -5 -5 0 0 •
word 0 -5 -4 0 0 |
word 0 -5 -3 0 0 launch
word 0 -5 -3 0 3 small
word 0 -5 0 0 -6 control return
word 0 -5 0 0 -5 start
word 0 -5 0 0 -4 curb
word 0 -5 0 0 0 answer avoid confirm enjoy excel extend hear lives. stay thee touch visit win write x
word 0 -5 0 0 2 intelligent
word 0 -5 0 0 3 global
word 0 -5 0 3 0 statement
word 0 -5 0 4 0 move research
word 0 -5 2 0 0 ai children
word 0 -5 11 0 0 united
word 0 -4 0 -4 0 live
word 0 -4 0 0 -6 repair
word 0 -4 0 0 0 displacement enter homes limit needs. negotiate quote register resist true.
word 0 -4 0 0 2 explore teacher
word 0 -4 0 0 3 skills
word 0 -4 0 0 4 specialized
word 0 -4 0 2 0 query
word 0 -4 0 4 0 fall
word 0 -4 0 6 -6 estimate
word 0 -4 4 0 0 problem
word 0 -3 -7 0 0 lead
word 0 -3 -4 0 3 yellow
word 0 -3 0 0 0 them unlock
word 0 0 -9 0 7 few
word 0 0 -9 0 9 large
word 0 0 -8 0 4 total
word 0 0 -8 0 14 the three
word 0 0 -8 0 16 she
word 0 0 -8 0 18 your
word 0 0 -8 0 20 and
word 0 0 -7 0 0 // setting
word 0 0 -7 0 5 i
word 0 0 -7 0 14 people
word 0 0 -7 0 15 after
word 0 0 -7 0 17 both
word 0 0 -7 0 19 they with
word 0 0 -6 0 0 painting
word 0 0 -6 0 1 unexpected
word 0 0 -6 0 11 there
word 0 0 -6 0 12 their
word 0 0 -6 0 18 our
word 0 0 -5 0 0 structures
word 0 0 -5 0 2 lines
word 0 0 -5 0 8 can from
word 0 0 -5 0 13 !DIGITS
word 0 0 -5 9 0 part
word 0 0 -4 0 0 < lastly
word 0 0 -4 0 10 he
word 0 0 -4 0 11 a
word 0 0 -3 0 5 meanwhile
word 0 0 0 -10 -11 come
word 0 0 0 -8 1 systems
word 0 0 0 -8 2 economic
word 0 0 0 -8 4 better
word 0 0 0 -8 11 out
word 0 0 0 -7 0 working
word 0 0 0 -7 5 deep less
word 0 0 0 -6 0 benefits needs personalized
word 0 0 0 -6 7 best short
word 0 0 0 -5 0 allowed challenging developed routine
word 0 0 0 -5 3 quest
word 0 0 0 -4 0 encouraged faster follow stopped works
word 0 0 0 -4 4 forward
word 0 0 0 -4 7 risks
word 0 0 0 0 -8 determine gender saw
word 0 0 0 0 -7 challenge commit conserve convince push
word 0 0 0 0 -6 classify deal delivery headline inquire inspire pick prevail reinforce rewrite
word 0 0 0 0 -5 alleviate appreciate cake effort emerge gave recharge restrict serve
word 0 0 0 0 -4 came stretch
word 0 0 0 0 1 ancient books ethical medical mental occur
word 0 0 0 0 2 active auditory campaigns cats credible debates educational flows genetic great hard headphones himself ideal impacts innocent intuitive
word 0 0 0 0 2 makes maximum meaningful minimal nearest networks nouns nuclear organic outdoor outsmart per popular renewable restore reusable solar solid
word 0 0 0 0 2 subjects successful taxes textbooks too urgent various
word 0 0 0 0 3 -1/2 action. actionable adhere advantages advocates airports alive alive. amidst analysts angry area. areas. array. atmospheric available
word 0 0 0 0 3 bacteria baggins bananas bars basic before. beings believes big blue. bonds breaks brilliant browsers bursts cakes cameras challenges
word 0 0 0 0 3 chinese clocks closed clothes commands competitive conservative contacts contemporary continuous crickets cubic customizable declines
word 0 0 0 0 3 definitions delays diabetes doubts earliest economics economies eggs electrical eligible empty endorphins english enormous enough essential
word 0 0 0 0 3 excess exclusive extreme farms fast fastest feeds fibers find fine flavors fluids follows for. former forums freedoms friendships
word 0 0 0 0 3 fundamentals gadgets greetings harder healthy heavier horses huge imperative inches independently inequalities infectious initiatives
word 0 0 0 0 3 innovative insects interactive interacts jackets jacks jaguars jeans jokes keys languages laptops latest legislative longest lovers loves
word 0 0 0 0 3 lowest lucky males medicines minor myself necessary neural node. normal normally nowhere oats objects. obtain occasionally. ok once.
word 0 0 0 0 3 organisms original out. outdoors. outliers own. oxygen. pads painful pairs partners passengers pests pigs pixels pleased politicians
word 0 0 0 0 3 positive primary programs pronouns protective pyramids qualitative quotes rare reds relational request requests respiratory roads rounds
word 0 0 0 0 3 routines scan screens seeds sellers sensitive sensors seventh shadows sharks sides southern spells stars statistics steep stores strangers
word 0 0 0 0 3 stressful strict strive substances substantial sugary superior tabs tariffs temples tender. thirdly thrive timelines tiny toiletries tokens
word 0 0 0 0 3 tools toward travelers troops turbines unbeatable understanding. unhappy unrelated up. utensils vegetarian visual vital warming. ways. whose
word 0 0 0 0 3 wind. windows winds wish woods wore zero
word 0 0 0 0 4 ! $ ' -- -1/4 abilities able abundant accept accountable activities. adhesive adventure. adventurers ages ago airlines aliens always
word 0 0 0 0 4 analysis. another. articles asian assets atoms audience. audiences automatically background. bats bears beverages biases bills blankets
word 0 0 0 0 4 blueberries bones boundaries brightly bugs butterflies cells cellular chances cheaper cinematic circular circumstances classes clean closer
word 0 0 0 0 4 cloves cohesive comic commercial comparative compatible constructive containers contracts converts coordinates correct couples criteria
word 0 0 0 0 4 cultural curious customers dangers dead defective degrees deserts diagnoses digits disasters diseases dishes disputes drivers due
word 0 0 0 0 4 earthquakes easier ecstatic edges effective efficient electronic emotional enabled enemies energetic environmental enzymes equations evenly
word 0 0 0 0 4 evolutionary excessive extensive far faucets feasible fires firmly firms flakes flames flip floods flowers. followers formats frames
word 0 0 0 0 4 frequent fully galaxies genres gently gifts gods gradual grains grounds habitats headlines heads herself households hues humans hundreds
word 0 0 0 0 4 illnesses immersive independent indirect instructions intense investors invisible joint jungles kinds landmarks largest latin learners least
word 0 0 0 0 4 locations lungs luxurious magnetic mandatory masks measures milestones minds misunderstandings modes molecular multiple museums musical
word 0 0 0 0 4 naive negative nights nonlinear nutritious object. ocean. offerings olive on. ones. ordinary organs origins ounces ourselves outlets output.
word 0 0 0 0 4 ovens packages pages paintings participants particles past paths peppers periods permanent personal phases physically pictures polar
word 0 0 0 0 4 portable pounds precious previous primarily probabilistic profiles protagonists proven quick ratings raw reasonable recommendations
word 0 0 0 0 4 recursive refugees regardless relatively relies religious rental representatives resources respective responds reviews revolutionary rhymes
word 0 0 0 0 4 risky rivers robust roles roses rules safe scalar scores screws seemingly senior servers services shakespearean sharp shells shelves shifts
word 0 0 0 0 4 sights signs similar similarities similarly six skies sleek smoothly socrates somewhere songs speakers species spectacular spirits sports
word 0 0 0 0 4 stable static sticks stripes structural subsequent sunglasses surfaces tables talks tangible targets teens tickets tirelessly tornadoes
word 0 0 0 0 4 towels traditional triangles types unconditional underneath understand. unequal unhealthy units universe. unknown unpredictable unusual
word 0 0 0 0 4 updates us. user. usual vaccines variables vast viewers voices volcanoes votes vulnerabilities vulnerable war. water. wavelengths webinars
word 0 0 0 0 4 website. websites weeks wishes workout workplaces world. yeah yellows zones
word 0 0 0 0 5 accepted accessories achievable acoustic actions aims alike americans answers anytime anywhere artistic athletes atmosphere. atop attacks
word 0 0 0 0 5 attitudes attributes beans beneath bodies brakes brands businesses busy calories carbohydrates centuries charts checks chunks citizens
word 0 0 0 0 5 climates clinical coastal cognitive collective comments common concepts conditions continuously contributes cookies creatures currently
word 0 0 0 0 5 customs cuts datasets deals decades democratic diagnostic disadvantages dolphins ears easy elegant emotions engines enters entrepreneurs
word 0 0 0 0 5 errors exotic expensive experts extra fears finances firewalls flat flaws footsteps formal frogs fruits fundamental funds gardens greens
word 0 0 0 0 5 hills hybrid immutable impressive improvements incredibly indian initial inputs interesting invaluable leaders lean lights limited literary
word 0 0 0 0 5 lives logical loose losses lows mainly manually marketers maybe meats meetings members military monthly muscles naturally newly objectives.
word 0 0 0 0 5 oh olives ones orders other. others. outcomes. owners parameters passwords patches peers pesticides photos phrases plans powers prompts
word 0 0 0 0 5 properly proteins protocols purchases quickly rapid rapidly rates realistic really recently redundant resistant restaurants routes secondary
word 0 0 0 0 5 secret shines shops shots siblings silent simulated slowly smiles societal somewhat specifically spiritual squares stages stakeholders
word 0 0 0 0 5 strands strawberries streets strives subject suddenly tall teachers teams technical theories thoughts thousands topics traditionally
word 0 0 0 0 5 tremendous ultimately unable unclear unforgettable up users. valleys viruses walls waves. weaknesses wear webpages wild women wonders words
word 0 0 0 0 5 work. worlds {
word 0 0 0 0 6 accurately actively african against alternatives aspects attractive bees beyond birds blues brief buildings candidates capable cards careful
word 0 0 0 0 6 categories claims close commonly complete completely compounds confident conflicts continued costs current dates diets distances dogs
word 0 0 0 0 6 durable early employers enjoyable european events everywhere exact except exercises expenses extraordinary families feelings figures files
word 0 0 0 0 6 findings first foods forests frequently freshly games greatest hurricanes implications impossible increasingly inside interviews italian
word 0 0 0 0 6 layers linear long materials memorable meters mistakes mountains moves movies nearby net nor notes nuts objects obstacles opportunities
word 0 0 0 0 6 optimistic particularly parties parts pathways patterns peaks pets phones plates platforms points polls possibilities possible posts
word 0 0 0 0 6 predictive previously procedures projects prominent queries quiet racial randomly records reports reptiles results robotic semantic shades
word 0 0 0 0 6 significant slices smartphones solutions spaces storms stylish sufficient third thoroughly threats tones treats trends typical uncover
word 0 0 0 0 6 unethical unless use. useful weekly wherever widespread wings worse
word 0 0 0 0 7 ( administrative advances adventures animals applications attempts branches capabilities cardiovascular changes choices constant corporate
word 0 0 0 0 7 creative crops databases deadlines detailed earlier effectively excellent fees films flexible forces gases generally high if incredible
word 0 0 0 0 7 individuals industries japanese letters loud low major markets meets messages minutes mixed molecules months neither objectives oceans off
word 0 0 0 0 7 older outcomes patients perspectives planets plants players policies preferences principles related remarkable responses responsible rights
word 0 0 0 0 7 safely savings scenarios securely significantly soft spanish spices steady strange strategies strings strong students sudden sustainable
word 0 0 0 0 7 swiss technologies temperatures thanks thereby throughout times tomatoes visible warm waves which wonderful worth
word 0 0 0 0 8 additionally adjectives again although amazing apart appliances appropriate arms aside british by cities classic comfortable communities
word 0 0 0 0 8 consistent courses cultures days direct efficiently efforts else eventually experiences fats furthermore future green happy ideas insights
word 0 0 0 0 8 interests it longer machines memories near nearly odds oldest outside personnel places products pros quite ready reliable retail rural
word 0 0 0 0 8 scientists secrets settings should sites slower sometimes states stories stronger successfully supplies surveys themes themselves therefore
word 0 0 0 0 8 unnecessary valuable western whatever years yes yields
word 0 0 0 0 9 # \`\` above at autonomously cases characters companies consequences details differences equal everyday examples facts forever french greek
word 0 0 0 0 9 here incentives later methods moreover numbers often on only onto oven overall pieces potatoes potentially practices rather recent relevant
word 0 0 0 0 9 romantic sales separate shareholders techniques ten truly twice views wrong yet younger
word 0 0 0 0 10 activities cars computers concerns devices easily effects eight employees eyes finally free in interested names others prices regular
word 0 0 0 0 10 regularly sentences shoes sophisticated special suitable things this upon users usually values whenever whole
word 0 0 0 0 11 !YEAR - along already among an clear countries fields forms friends german lower my or otherwise particular plus right second specific
word 0 0 0 0 11 though thus to typically unlike yourself
word 0 0 0 0 12 almost also away back below features fewer further higher his however little much so soon sources terms these trees under within
word 0 0 0 0 13 across alone as for good instead its no of over private through we who would
word 0 0 0 0 14 average before behind either never next not now such sure why without
word 0 0 0 0 15 five late several since then together where will you
word 0 0 0 0 16 another around because but ever how steps that very well what
word 0 0 0 0 17 despite just more two until
word 0 0 0 0 18 any every like once those
word 0 0 0 0 19 about each her last some still
word 0 0 0 0 20 all four other when while
word 0 0 0 0 21 during even many one
word 0 0 0 0 22 most
word 0 0 0 1 -6 support
word 0 0 0 1 -5 paper
word 0 0 0 1 0 advertisement breakfast charity child embrace landscape result
word 0 0 0 2 -6 care
word 0 0 0 2 0 array basketball beauty campaign coffee console.log convenient curr difference economy effectiveness employer fabric farmer gold history
word 0 0 0 2 0 image intelligence level literacy measurement moment offering outcome passion path peace perfection period photo polygon presence princess
word 0 0 0 2 0 product rabbit replacement rev room shame skillet slope spirit spread system teaching toothpaste transparency understanding
word 0 0 0 2 3 anyone equivalent
word 0 0 0 2 5 true
word 0 0 0 3 -5 drive
word 0 0 0 3 0 -the absence agreement arm arrangement artist assistance attendance automobile blood branch carbon caution character checklist coal color
word 0 0 0 3 0 comedy comfort competition compound conditioning configure courage creature cuisine culture debt decline desire detail deviation dialogue
word 0 0 0 3 0 dinner disadvantage discipline distance draft ecosystem education electricity employment endgame error exit fame field finch fish fitness
word 0 0 0 3 0 flavor foliage forestry formula gift holiday hospital hotel identity independence inflation information innocence instrument investor
word 0 0 0 3 0 involvement item labor laboratory leader legislation leverage meaning mind mixture mountain movement muscle museum oasis obesity obstacle
word 0 0 0 3 0 oppression ownership oxygen perception performance perimeter phase phone precipitation preservation profession proficient proof proposal
word 0 0 0 3 0 racism range reality resilience resistance rule salesperson science seafood seat shade simulation smoking socialism somebody spreadsheet
word 0 0 0 3 0 star strategy stress string sugar surgery table_name tagline tax template tense tent terror testament thankful thief thing tone trip
word 0 0 0 3 0 trustworthiness twitter violence voyage yield youtube
word 0 0 0 4 -9 change
word 0 0 0 4 -6 compromise place
word 0 0 0 4 0 -beach abundance ad ambition amount anxiety appliance attempt author cause chance cholesterol claim closing column commitment component
word 0 0 0 4 0 consent consumer contract convenience copy credit cycle dollar earthquake edge efficiency element emergence empowerment encouragement
word 0 0 0 4 0 endurance enforcement engagement engineering ensure environment equipment erosion establishment evening feature flame football form frame
word 0 0 0 4 0 golf guarantee household import importance intent jewelry law magazine manufacturing metal mining monitoring mood nausea networking nobody
word 0 0 0 4 0 noise nurture office orientation packaging page pain pair perseverance perspective picture poetry point pool pork possibility pound poverty
word 0 0 0 4 0 powder pressure prevalence pricing processing production quality questionnaire rate reform refuge reliance reliant relief reminder repeat
word 0 0 0 4 0 restaurant schedule score screen script security sequence severity sheet shelf shop shopping signature slide stranger structure talent tape
word 0 0 0 4 0 teamwork teaspoon temple test therapy thinking thrift throat ticket tissue title topic tortoise traffic trait transition treatment twist
word 0 0 0 4 0 uncertainty unity usage voice xyz yeast yoga
word 0 0 0 5 -7 progress shift
word 0 0 0 5 -5 speech treat
word 0 0 0 5 0 advice anything argument assistant capture cereal chemistry circuit classroom clause concern conference confidence construction continent
word 0 0 0 5 0 cotton couple crime debate despair difficulty discrimination effect emphasis era event excellence experiment factor failure feed fire force
word 0 0 0 5 0 hint homepage impact inability incentive inventory leisure lie lunch luxury machinery margin message murder neighborhood no. orange origin
word 0 0 0 5 0 passage philosophy platform poster procedure program prone protagonist punishment pursuit question recovery respect river scene scheme
word 0 0 0 5 0 significance song stage stock struggle substance telescope tender terrain texture thunder timeline tire training trial truth unit
word 0 0 0 5 0 willingness winter wood yogurt youth
word 0 0 0 6 0 accounting approach balloon banking bond building car carpet charge core drug empire entrepreneur executive exhibit farm flight graduate
word 0 0 0 6 0 horse invent marketing master material memory milk operating opponent outfit parent plane politician property purchase radio route scientist
word 0 0 0 6 0 scope sentiment size spot step storm supply taste team television theory timing tomorrow tweet
word 0 0 0 7 0 activity analysis camera country demand dna egg experience expertise factory firm friend index loan money none order principle process
word 0 0 0 7 0 profit provider quarter sand sentence someone spending storage store symbol task technology temperature theft theme threat universe
word 0 0 0 7 3 a.
word 0 0 0 8 0 clothing disaster earth evidence fund infrastructure insurance list meat plan price risk scenario tool tourist tv
word 0 0 0 9 -5 suit
word 0 0 0 9 0 art entry everything excitement exercise issue man plant record side spring state strike technique unemployment volume
word 0 0 0 10 0 advertising article class fear nothing offer project source yesterday
word 0 0 0 11 0 everyone market name revenue sense share table trading year
word 0 0 0 12 0 ground investment machine measure policy student today
word 0 0 0 13 0 capital company cost interest oil
word 0 0 0 15 0 end
word 0 0 0 16 0 industry
word 0 0 1 0 -8 code
word 0 0 1 0 0 adapt applied areas fun inequality larger planet safety say
word 0 0 1 3 0 century fruit
word 0 0 2 -4 7 tasks
word 0 0 2 0 0 action agency agile algorithms analogy apps artificial assign automation b bar bold browse c++ calm carry cash cat climb concept convey
word 0 0 2 0 0 curve database dear death defeat define deforestation degrees. desired dream dropbox dry empower finding flower forget gather genre giraffe
word 0 0 2 0 0 glass h h1 help. helpful highest highlight him. hitler honey hydrogen include individual innovate jar jobs joy justin key legs length
word 0 0 2 0 0 limerick log manager manipulate marine meant member method mia mile mundane must nepal night north pattern person professional profound
word 0 0 2 0 0 protection protein re sarah severe software somber stir suffer vegan versatile website wonderland world
word 0 0 2 0 2 analyse
word 0 0 2 0 3 groups
word 0 0 2 0 4 witness
word 0 0 2 0 6 complex modern
word 0 0 2 2 -7 dance
word 0 0 2 2 0 min
word 0 0 2 3 0 breeze savor
word 0 0 2 4 0 view
word 0 0 2 6 0 sign
word 0 0 2 7 -7 design
word 0 0 2 7 0 matter
word 0 0 3 0 -8 replace
word 0 0 3 0 -5 denote
word 0 0 3 0 0 adjust administrator africa ahead al alice american amy and/or andy anns approximate argentina atp austen autumn balanced barren bayes
word 0 0 3 0 0 behold belt beneficial biking billion biodiversity. bionic blend blended. blog bottom bowl. branding bread broken buzz canvas card. carol
word 0 0 3 0 0 cart cauliflower cave. ceramic channel choice chunks. classifier cm co2 combine. console content. context. cool copyright correct.
word 0 0 3 0 0 countryside. cozy crowd cumin cup customer d dangerous darkness. data. david deepen demand. depict desired. destination. destroy device. die
word 0 0 3 0 0 diet. differ digit dioxide dip discriminant discuss disease dish. disrupt dive docker donate double down. draw dried dust east egypt el
word 0 0 3 0 0 exploit f. facebook fantasy fatigue faulty fearsome fell film focus forests. fortune frisbee function g gandhi garden. gene glad godfather
word 0 0 3 0 0 golden grab grams grasp gravitational greece grey growth habitat handmade handwritten happiness hardships have. he/she hello henry highly
word 0 0 3 0 0 him home. hong horizon href= hummus idiom ii il illustrate incentivize income. increment influencer insights. instagram integrate interior
word 0 0 3 0 0 iterate job josephine jump k kate kept keras kg kid km knack laugh lava layer. le leopard line linux lit logic lone look. los louis love.
word 0 0 3 0 0 lullaby m manner. mash mask materials. meal. media meditating menu michael minimize mission mixture. modify month. mozilla mr. mri music. n
word 0 0 3 0 0 name. name= nelson netflix newton noinput october pakistan palindrome pan partner paul pet picnic pie pink plain play. pluto prey professor
word 0 0 3 0 0 public. radius rank regularly. rescue resource rest rhythm richard rid rnns rom rough said sauté seo server. shape. shiny showcase shown
word 0 0 3 0 0 skill skillet. skip sky. slip snowman sort south spam speech. stand strategy. submit sue supplies. swap syrup system. tart thick thomas
word 0 0 3 0 0 transportation v value value= vapor vary ve vice vicki videos voldemort warren water wildlife winston worry wright
word 0 0 3 0 2 natural virtual
word 0 0 3 0 3 analyze financial inaccurate laws public wait
word 0 0 3 0 4 worsen
word 0 0 3 0 5 whether
word 0 0 3 0 6 between
word 0 0 3 0 9 down fresh
word 0 0 3 2 0 network
word 0 0 3 3 0 career coronavirus match search society
word 0 0 3 4 0 victory
word 0 0 3 6 0 contrast finance shape
word 0 0 3 7 0 combat
word 0 0 4 -5 0 king
word 0 0 4 0 -8 report
word 0 0 4 0 -6 involve
word 0 0 4 0 0 acid advanced agree alan albert amino anagram app arctic arpanet associated attach automated avenue axis b. bag bake band barbecue barrier
word 0 0 4 0 0 base battle belgium belong bite blockchain blue bob boy breathing browser button c cafe car. char chicago chicken children. china class=
word 0 0 4 0 0 clean. cloth cloudy college compete congress conquer consume crisp crocky cruel darker dataset de debug december decisions. decrease dense
word 0 0 4 0 0 deploy depth describe desktop developer diced did dirt disagree dishes. dolphin door. download drank dream. dreamed eastern expand
word 0 0 4 0 0 facilitate fair fake fat february feedback. fierce forest francisco furry game. gateway generation girl globe gmos goal god got gpt gravity
word 0 0 4 0 0 greater greener group. guide guitar haiku hardware hat hidden himself. hollywood homemade honest hue. hurt id= immune inc. india indonesia
word 0 0 4 0 0 initialize input. institute internet involved. ios island. issue. itself j javascript je jenny jesus jim journal judge kennedy keyword kill
word 0 0 4 0 0 lay layer lee leg lemon liberty lime london lot luck lug lung management. map martin mass max mention met metric mind. minister mitigate mix
word 0 0 4 0 0 ml month mount movie nile nobel northern novel nucleus num pathway peanut reserve resume revolution sam sammy sand. sandwich sang school
word 0 0 4 0 0 sell september shawshank sheet. simpler simplest singapore sir sky sleep. smell smooth. snake snowy soda specializes spinach sprinkle square
word 0 0 4 0 0 stick stroke sugar. sun. sweden tokyo town value. war wise wit workplace
word 0 0 4 0 2 into
word 0 0 4 0 3 bias
word 0 0 4 0 4 false
word 0 0 4 0 5 digest
word 0 0 4 2 0 cell game
word 0 0 4 3 0 dress time
word 0 0 4 4 -6 soil
word 0 0 4 4 0 government land
word 0 0 4 6 0 influence
word 0 0 4 11 0 home
word 0 0 5 0 0 abc added adobe ads afford aim alex alternate america angle april army australia beach bird brazil britain brown. budgeting canada chart
word 0 0 5 0 0 chopped christopher cinnamon click coin commerce confront control. crew dave declare degree depression derivative diagrams diego fail faith
word 0 0 5 0 0 fill frank full garlic gdp general good. google gorilla grid grocery hang hash heard hey horizon. horror hot indicate insert interpret
word 0 0 5 0 0 introduce island italy james japan jones kale kit la lake lion loss march meet minced mindset model. motivate navy newspaper null nums old
word 0 0 5 0 0 pacific pandemic peter pot predict ray rome salt. self sit smooth suggest sum super supreme term washington word
word 0 0 5 0 4 data
word 0 0 5 0 5 human
word 0 0 5 0 6 invest
word 0 0 5 2 0 dog
word 0 0 5 3 0 space
word 0 0 5 4 0 heat
word 0 0 5 6 0 privacy
word 0 0 5 8 0 plastic
word 0 0 6 0 0 acquisition afraid airport almond association bell blanket board boil box brand budget chat coast d. day. delight dough england formulate
word 0 0 6 0 0 fulfill grace graph grew hand hashtag heart honor intervene invite journey kind kindness kingdom. knife knight make mary may melt mimic
word 0 0 6 0 0 monitor motor number paris pepper reason saturday series social spain thursday wednesday west woman
word 0 0 6 6 0 document
word 0 0 7 -5 0 union
word 0 0 7 0 -8 chemical
word 0 0 7 0 0 august block c. cleaner court delete delicious diet europe gas george grand int internal jack january john june kitchen knowledge mark me.
word 0 0 7 0 0 microsoft monday mouth prime quantum renaissance row spell strengthen sun u.s.
word 0 0 8 -5 0 navigation
word 0 0 8 0 0 act atlantic bank beat black charles cyber department instill july kingdom miss national notice ocean smith trade video white
word 0 0 9 0 0 apple behavior bit breathe center germany health healthcare house knew moon president service street university
word 0 0 10 0 -5 industrial
word 0 0 10 0 0 angeles day energy marry poor wall york
word 0 0 11 0 0 community computer france hunt party
word 0 0 12 0 0 air sea
word 0 0 13 0 0 age brown city electric exchange trust
word 0 0 14 0 0 bear development digital international
word 0 0 14 0 6 new
word 0 2 0 0 -5 faced
word 0 2 0 0 0 computing intrigued learning living played produced something specified
word 0 2 5 0 0 group
word 0 3 0 0 0 accessing adjusted alternating breaking changed charged checked chosen collected conveying coordinating credited deleting depending
word 0 3 0 0 0 described driving emitted engaged executed explaining graduated hydrated identifying implying inserted introduced lacking laughing lined
word 0 3 0 0 0 locked lowering nestled observing offspring opting organizing overcoming overfitting parenting perched picking programming putting raced
word 0 3 0 0 0 recycling relying remembered resolving risen sampling saturated sending settled snowboarding spelling standing starring starting stirring
word 0 3 0 0 0 striking striving stuck sunset swaying thrilled throwing tracked transferring transmitted traveled unintended watched wondered wrapped
word 0 3 0 6 0 meeting
word 0 3 2 0 0 helped
word 0 3 3 -3 0 was
word 0 4 0 0 0 advancing allowing applying being bought catching characterized chased combining compared compiled conducting constructed continuing
word 0 4 0 0 0 contributed contributing converted converting covering dealing decreased decreasing demonstrated drawing drawn elected emphasizing enhancing
word 0 4 0 0 0 established expanding expressed facing filled fixed flooding flowing gaining gleaming granted guided happened happening helping highlighting
word 0 4 0 0 0 hoping implemented implementing incorporating increased indicating inherited installing keeping knowing laying left listening lived losing
word 0 4 0 0 0 loved manipulated melting minimizing needing noted occurring opened originated parking phishing picked playing posting practicing presenting
word 0 4 0 0 0 provided pulled pushing recognizing recorded reflected reflecting removed replacing representing requested requiring resulting returning
word 0 4 0 0 0 rhyming roasted scoring scripting selected separated signed sing sparkled storing stranded surviving touching transitioning traveling
word 0 4 0 0 0 treating underlying unlocking utilized walked
word 0 5 0 0 -5 thought
word 0 5 0 0 0 achieving affecting ascending asking attributed avoiding backed believed born carrying committed composed considering consisting controlled
word 0 5 0 0 0 created cutting defined discussing enjoying equipped fighting forced generating guaranteed holding identified improved involving lasting
word 0 5 0 0 0 launched looked maintaining melted moving paid placed predicted predicting preventing processed proposed protected published realized
word 0 5 0 0 0 recognized reduced remaining reported required running saying shared sharing shining sleeping smiled soothing spent streaming stretching
word 0 5 0 0 0 suggesting suited told turning unified valued
word 0 5 3 0 0 had
word 0 6 0 0 0 according agreed attending built categorized causing comparing completed completing creating existing falling featuring feeling grown
word 0 6 0 0 0 intended involved labeled launching learned leaving leveraging missing needed optimized optimizing preparing producing promoting reached
word 0 6 0 0 0 received receiving released repeated respected returned revealed searching showing sorting staying supporting tested treated trusted updated
word 0 6 0 0 0 utilizing wearing
word 0 6 0 0 3 found
word 0 7 -6 0 0 using
word 0 7 0 0 0 adding based changing coming decided enabling frustrated going improving linked looking passed presented protecting reaching saving
word 0 8 0 0 0 asked doing ensuring giving growing having introducing located offered seeing studying targeted worked
word 0 9 0 0 0 called considered designed expected organized preserving solving taken
word 0 10 0 0 0 getting including making managing providing rising sold
word 0 11 0 0 0 developing increasing named reducing taking
word 0 12 0 0 0 following used
word 0 14 0 0 0 known
word 0 15 0 0 0 lost
word 0 18 0 0 0 given
word 0 20 0 0 0 made
word 1 0 0 0 0 increases
word 2 -6 0 0 0 reduce
word 2 -4 0 0 0 walk
word 2 0 0 0 -6 calculate
word 2 0 0 0 0 deliver happen leave prepare price. recognize recommend revolutionize solve utilize
word 2 0 0 8 0 target
word 2 0 3 0 0 compare drink
word 2 0 4 0 0 use
word 3 -7 0 0 -4 promote
word 3 -5 0 0 0 pay
word 3 -4 0 0 0 secure
word 3 -4 2 0 0 has
word 3 0 -6 0 0 uses
word 3 0 0 -9 0 items
word 3 0 0 -6 0 read
word 3 0 0 -5 0 apply
word 3 0 0 0 0 allow be clarify defines enable evaluate explain get illustrates improve lend locate looks means personalize prefer pretend problems produce
word 3 0 0 0 0 reap remember rotate tend
word 3 0 0 0 2 plays
word 3 0 0 0 4 comes
word 3 0 0 0 7 open own
word 3 0 0 7 -5 power
word 3 0 3 0 0 believe
word 3 0 7 0 0 know
word 3 0 9 0 0 bring
word 4 -6 0 0 0 build
word 4 0 -8 0 7 real
word 4 0 0 -4 0 go
word 4 0 0 0 -5 catch
word 4 0 0 0 0 check exist incorporates indicates leads learn love offers produces propel pursue remains reorder reorganize resolve restate reverse stop
word 4 0 0 0 0 think turn update verify welcome
word 4 0 0 0 4 recover
word 4 0 0 4 -5 vote
word 4 0 0 4 0 package
word 4 0 0 7 0 talk
word 4 0 0 9 0 speed
word 4 0 2 0 0 soar
word 4 0 3 0 0 helps
word 4 0 4 0 0 reaches
word 4 0 6 0 0 become
word 5 0 0 0 -6 gain
word 5 0 0 0 0 allows appear attract begin compares demonstrates does engage happens includes listen protect prove settle switch teach tell transport
word 5 0 0 0 4 slow
word 5 0 0 4 0 transfer
word 5 0 0 5 0 work
word 5 0 0 6 0 need
word 5 0 1 0 0 want
word 5 0 2 0 0 continue develop
word 5 0 3 -2 0 are
word 6 -7 0 0 -7 play
word 6 -7 0 0 0 hold
word 6 0 -8 0 -5 put
word 6 0 0 0 0 benefit do persuade raise regulate remove turns
word 6 0 0 0 2 shows
word 6 0 2 0 0 have
word 7 0 0 0 -6 preserve
word 7 0 0 0 0 eliminate encourage involves perform please reset says suggests
word 7 0 0 4 0 transform
word 7 0 2 0 0 provide
word 8 0 0 0 0 lose see take
word 8 0 2 0 0 grow
word 9 0 -7 0 0 let
word 9 0 -4 0 0 is
word 9 0 0 0 0 participate proceed try
word 9 0 0 3 -6 look
word 10 0 0 0 0 expect keep
word 10 0 0 4 0 call throw
word 16 0 0 0 0 give
word 17 0 0 0 0 consider
pair -7 0 0 0 6 focuses_on
pair -7 0 0 3 0 important_to them_to
pair -6 -4 0 0 0 example_,
pair -6 0 0 0 0 !HYPHEN_!DIGITS by_a
pair -6 0 0 0 11 than_the
pair -5 0 0 0 0 could_use x_=
pair -5 0 0 0 5 store_the
pair -5 0 0 0 7 from_the
pair -5 0 3 0 0 design_the
pair -5 7 0 0 4 was_the
pair -4 0 0 0 0 !HYPHEN_is !HYPHEN_on me_to minutes._!DIGITS potential_to them_in
pair -4 0 0 0 4 and_the
pair -4 0 0 0 6 with_a
pair -4 0 0 0 7 accept_the
pair 0 -7 0 0 0 !HYPHEN_and
pair 0 -6 -5 0 0 feed_a
pair 0 -6 0 0 0 way_that
pair 0 -6 0 2 0 lead_to
pair 0 -6 4 0 0 way_,
pair 0 -5 0 0 0 trace_the
pair 0 -5 6 0 0 split_the
pair 0 -4 -5 0 0 are_:
pair 0 -3 0 0 0 rebuild_!DIGITS
pair 0 0 -9 0 0 variety_of
pair 0 0 -7 0 0 series_of
pair 0 0 -7 0 8 add_the
pair 0 0 -7 0 10 it_is
pair 0 0 -6 0 0 break_the improve_the process_of provide_a search_for should_include which_are
pair 0 0 -6 0 9 breathe_the output_the
pair 0 0 -6 5 0 construct_a example_of impact_of
pair 0 0 -5 0 0 definition_of examples_of family_, information_and it_also language_and list_of performance_, place_, pollution_and product_, this_includes
pair 0 0 -5 0 0 to_identify
pair 0 0 -5 0 4 years_,
pair 0 0 -5 0 6 which_the
pair 0 0 -5 0 7 types_of
pair 0 0 -5 0 9 tasks_,
pair 0 0 -5 0 13 into_the
pair 0 0 -5 5 0 information_,
pair 0 0 -5 9 0 type_of
pair 0 0 -4 -6 0 and_is
pair 0 0 -4 -4 0 watch_the
pair 0 0 -4 0 0 culture_and effect_of in_!HYPHEN intelligence_and lastly_, quality_, situation_, tale_of
pair 0 0 -4 0 4 way_we
pair 0 0 -4 0 7 it_has
pair 0 0 -4 0 8 tasks_and
pair 0 0 -4 4 0 research_, stress_and
pair 0 0 -3 0 0 pair_of product_is
pair 0 0 -3 0 5 meanwhile_, risks_and
pair 0 0 -2 0 4 first_,
pair 0 0 0 -7 5 than_!DIGITS
pair 0 0 0 -6 0 ai_is
pair 0 0 0 -5 0 data_, evoke_a greater_a move_the package_a
pair 0 0 0 -5 4 i_was
pair 0 0 0 -4 0 areas_of rain_a
pair 0 0 0 -3 0 write_two
pair 0 0 0 0 -6 feedback_and form_a limit_the time_,
pair 0 0 0 0 -5 accomplish_a are_to arrange_a extreme_a help_you requires_a split_a time_and unexpected_the use_their
pair 0 0 0 0 -4 are_you craft_a help_us support_a use_to
pair 0 0 0 0 -3 unique_and
pair 0 0 0 0 1 answer_a relationships_,
pair 0 0 0 0 2 !HYPHEN_process a_\`\` a_cat a_family a_future a_line a_modern a_picnic a_process a_question a_regular a_sustainable a_traditional a_vegan
pair 0 0 0 0 2 an_adventure an_employee an_engaging an_organization and_let and_track and_unique atmosphere_, business_a data_and follows_a fulfill_the
pair 0 0 0 0 2 items_, neural_network news_the of_education of_food of_sleep of_time. patterns_, public_transportation resources_a restore_the
pair 0 0 0 0 2 sensitive_the significantly_a stars_, students_can the_beautiful the_device the_forest the_general the_mysterious the_organization
pair 0 0 0 0 2 the_research the_study to_capture to_run write_!DIGITS
pair 0 0 0 0 3 !DIGITS_is !HYPHEN_design !HYPHEN_programming #_!DIGITS -_!YEAR -_offer -_take a_: a_comprehensive a_deep a_dream a_famous a_friend a_global
pair 0 0 0 0 3 a_home a_journey a_low a_lower a_model a_novel a_person a_pleasant a_project a_random a_realistic a_school a_secret a_software a_suitable
pair 0 0 0 0 3 a_system a_time a_warm a_way a_website a_word across_a also_be also_has also_provides an_array an_experienced an_individual an_interactive
pair 0 0 0 0 3 an_object an_original an_overall and_allow and_an and_digital and_experience and_had and_increasing and_information and_innovative and_never
pair 0 0 0 0 3 and_one and_personal and_red and_reducing and_security and_she and_understand and_use and_uses any_the as_i assemble_the better_the
pair 0 0 0 0 3 better_understand characters_in close_a close_the comes_to comments_the components_of data_for days_of due_to errors_the ever_!DIGITS eyes_,
pair 0 0 0 0 3 facts_, false_a find_!DIGITS flour_, for_an for_different for_every for_making global_warming greater_than green_the he_could her_a his_the
pair 0 0 0 0 3 humans_and in_certain in_three ingredients_, its_the lines_, manually_the markets_, more_effective more_the most_common my_a n_= near_the
pair 0 0 0 0 3 needs_, needs_of neural_networks not_the numbers_!DIGITS numbers_, of_computer of_different of_how of_information of_language of_public
pair 0 0 0 0 3 of_the of_various one_is opportunities_and overall_, parts_of pests_a potentially_the provides_a reflect_!DIGITS she_felt since_the so_i
pair 0 0 0 0 3 solutions_and subject_: systems_, tasks._!DIGITS technologies_, that_, that_everyone that_i that_provides the_application the_atmosphere
pair 0 0 0 0 3 the_audience the_ball the_blue the_boy the_bright the_city the_class the_code the_computer the_conflict the_database the_day. the_digital
pair 0 0 0 0 3 the_economy the_element the_entire the_experience the_function the_great the_industry the_issue the_knight the_logo the_material the_maximum
pair 0 0 0 0 3 the_minimum the_morning the_necessary the_night the_output the_painting the_players the_president the_rain the_sentences the_situation
pair 0 0 0 0 3 the_space the_specific the_stock the_string the_topic the_u.s. the_variable the_verb the_weather the_white the_winter the_woods there_were
pair 0 0 0 0 3 therefore_, these_the they_'re they_could they_use this_data this_text though_the thousands_of three_common three_possible thrive_a
pair 0 0 0 0 3 time._!DIGITS to_address to_analyze to_compare to_connect to_convert to_face to_feel to_gain to_grow to_hold to_inform to_many to_minimize
pair 0 0 0 0 3 to_optimize to_pursue to_set to_turn top_with until_it users_a values_and virtual_assistants walk_!DIGITS way_people we_must what_they
pair 0 0 0 0 3 when_she when_you where_i while_still who_were with_all with_minimal with_some with_them without_a would_include would_make you_'ll you_in
pair 0 0 0 0 3 you_use you_would
pair 0 0 0 0 4 !DIGITS_( !HYPHEN_systems !YEAR_: -_create -_increased -_use a_big a_break a_certain a_giant a_given a_local a_movie a_new a_professional
pair 0 0 0 0 4 a_program a_robot a_romantic a_scientific a_student a_unique a_user a_virtual able_to about_a activities_, activities_like address_a
pair 0 0 0 0 4 aid_!DIGITS all_, alter_a an_!HYPHEN an_amazing an_automated analyse_a and_analyze and_bring and_food and_healthy and_increased and_may
pair 0 0 0 0 4 and_more and_offer and_other and_protect and_provide and_providing and_should and_stay and_take and_that and_their and_then and_time and_to
pair 0 0 0 0 4 animal_the any_potential apply_!DIGITS as_either aspects_of at_night away_, back_a basic_a beans_, between_!DIGITS both_a but_they
pair 0 0 0 0 4 by_allowing by_setting can_improve can_we can_you cars_and characteristics_of charities_a citizens_a clean_and companies_can constantly_the
pair 0 0 0 0 4 continually_the customers_and decisions_the devices_and documents_, down_on eight_a employees_to encrypt_!DIGITS ensures_that extreme_the
pair 0 0 0 0 4 features_a fewer_the for_a forgive_the found_the freedom_the from_different from_our fuels_, he_walked her_the his_life how_is humans_,
pair 0 0 0 0 4 humans_are ideas_and in_europe in_healthcare in_india in_more in_place in_public in_your ingredients_and it_a it_an it_enables it_had
pair 0 0 0 0 4 it_takes kinds_of leads_to links_to methods_of months_, more_accurate my_favorite needs_to networks_to not_a nouns_: of_a of_potential
pair 0 0 0 0 4 of_ten on_one on_to one_'s or_service or_the oranges_, other_!HYPHEN our_own out_for out_what people_the platforms_, politics_,
pair 0 0 0 0 4 potentially_a provides_an rather_than rely_on remain_!DIGITS results_, reverse_!DIGITS rights_of safe_and sets_of she_has she_would
pair 0 0 0 0 4 should_provide should_take should_use signs_of slowly_the species_!DIGITS specific_the starts_with store_!DIGITS subject_to such_a
pair 0 0 0 0 4 suitable_for sure_the tall_and tasks_that teams_to text_!DIGITS that_'s that_contain that_has that_have that_the that_they that_this
pair 0 0 0 0 4 that_will the_a the_area the_article the_business the_cat the_changing the_cold the_color the_common the_cost the_data. the_dog the_event
pair 0 0 0 0 4 the_first the_future the_ground the_group the_increasing the_line the_list the_lyrics the_major the_model the_music the_new the_next the_old
pair 0 0 0 0 4 the_paper the_passage the_person the_previous the_price the_process the_product the_protagonist the_school the_storm the_target the_test
pair 0 0 0 0 4 the_villagers the_wind the_woman the_word them._!DIGITS there_, these_a they_also they_had they_may they_must they_will they_would
pair 0 0 0 0 4 this_article this_product this_task this_will three_main time._the times_and to_accurately to_ask to_avoid to_eat to_finish to_go to_her
pair 0 0 0 0 4 to_interpret to_keep to_live to_move to_offer to_other to_play to_produce to_promote to_provide to_remain touch_a trees_are two_numbers
pair 0 0 0 0 4 unable_to under_the upon_a users_the vehicles_and waves_, websites_, well_, when_it when_they which_they while_also who_is will_help
pair 0 0 0 0 4 will_never with_his with_other with_our words_in would_also would_involve would_you you_are your_experience yourself_the yourself_to
pair 0 0 0 0 5 !HYPHEN_list a_bit a_dark a_gentle a_specific a_visual advantages_of along_the along_with also_help an_efficient an_estimated analyse_the
pair 0 0 0 0 5 analyze_a and_can and_creating and_develop and_find and_he and_his and_identify and_keep and_make and_modern any_other as_a automatically_a
pair 0 0 0 0 5 automatically_the available_to back_to bed_a begins_with best_the businesses_a but_i by_providing by_reducing by_which can_bring can_include
pair 0 0 0 0 5 can_involve can_offer challenges_and changes_a changes_in close_!DIGITS consumers_a continually_a costs_, days_, decisions_a decisions_and
pair 0 0 0 0 5 digest_a disadvantages_of diseases_, down_a emissions_, employees_the employers_a encounter_a enter_a examples_include experiences_,
pair 0 0 0 0 5 experiences_and family_the feelings_the find_all find_two first_a for_its forward_to friendly_and from_!HYPHEN from_an from_data from_one
pair 0 0 0 0 5 further_, further_a gradually_a happen_!DIGITS he_is he_was herself_the hire_!DIGITS i_believe i_recently ideas_, if_a if_they ignore_the
pair 0 0 0 0 5 in_an in_technology inside_the instantly_the it_allows it_can it_for it_includes it_provides it_with large_, leaves_, likely_to
pair 0 0 0 0 5 linear_regression lives_, lower_the means_to minutes_of more_efficient music_!DIGITS needed._!DIGITS needs._!DIGITS networks_are never_a
pair 0 0 0 0 5 no_longer of_energy of_these of_work of_writing oh_, olive_oil on_its one_of opportunities_for opportunities_to or_a organizations_a
pair 0 0 0 0 5 organizations_the organizations_to out_a out_the out_to outside_the over_a physical_!DIGITS physical_activity places_a possible_,
pair 0 0 0 0 5 possible_to potatoes_, principles_of problems_, public_class quickly_the resources_!DIGITS responsible_for right_, robotics_, score_a
pair 0 0 0 0 5 services_and she_could skills_, small_businesses small_the solar_system species_is states_that sure_to that_can that_includes that_require
pair 0 0 0 0 5 the_car the_child the_children the_context the_dark the_energy the_family the_food the_global the_internet the_items the_main the_national
pair 0 0 0 0 5 the_news the_other the_software the_state the_survey the_top the_words them._the then_, there_are this_paper thoroughly_a to_bring to_enable
pair 0 0 0 0 5 to_its to_reduce to_support trends_, trends_in two_characters uncover_!DIGITS until_the up_on uses_of vast_the verse_!DIGITS virtual_reality
pair 0 0 0 0 5 visually_a weigh_the who_have with_their with_this words_, works_by worsen_a x_!DIGITS yes_, yourself_!DIGITS
pair 0 0 0 0 6 !DIGITS_, !DIGITS_x !HYPHEN_activities !HYPHEN_cars !HYPHEN_solutions -_a -_the [_!DIGITS acknowledge_the an_effective analytics_, and_has
pair 0 0 0 0 6 and_its announce_the anyone_the artificial_intelligence avoid_the balance_the beneath_the better_than beyond_the by_its by_offering
pair 0 0 0 0 6 carefully_a cast_the categories_: close_to complex_tasks cons_of consumers_the content_!DIGITS content_marketing could_n't could_not
pair 0 0 0 0 6 customers._!DIGITS customers_, customers_a data_about data_from directly_the drastically_a during_the effects_of emails_a enough_to
pair 0 0 0 0 6 everyday_the fall_the fewer_a finally_, first_!DIGITS friends_!DIGITS from_home from_this fuel_the gather_the good_the grammatically_correct
pair 0 0 0 0 6 green_!DIGITS heal_!DIGITS high_in himself_the how_does how_many i_had if_i if_the images_, images_of implies_that in_their instead_of
pair 0 0 0 0 6 issues_, issues_and items_in levels_and likes_to lower_a me_!DIGITS means_that models_, networks_, not_be numerous_the on_their online_the
pair 0 0 0 0 6 opportunities_, options_, outsmart_the oven_to patterns_and processes_, processes_and programs_that properties_of query_the
pair 0 0 0 0 6 relationships_between request_a resources_, risks_, services_a seven_the she_is should_have skills_and slowly_a species_, spend_time
pair 0 0 0 0 6 stands_for strive_to sunlight_the systems_are systems_to the_air the_modern the_primary they_are they_can this_means through_this
pair 0 0 0 0 6 throughout_the times_, tips_to to_a to_build to_conduct to_help to_share tomatoes_, tools_and tools_for towards_the troubleshoot_the
pair 0 0 0 0 6 ways_that weight_the were_a what_is which_involves which_was which_will with_the within_the witness_a won_the your_favorite
pair 0 0 0 0 7 !HYPHEN_pandemic above_the accept_a acquire_the add_!DIGITS adhere_a admire_the advance_the aid_the allows_for and_a appear_the areas_a
pair 0 0 0 0 7 arrive_the begins_to better_a bias_the breathe_a broaden_the can_help carefully_the cast_!DIGITS cause_the consists_of customers_to
pair 0 0 0 0 7 data_that discover_the dive_!DIGITS down_the droughts_the effective_communication everyday_a feed_the feelings_of find_an first_the fold_the
pair 0 0 0 0 7 forgive_a from_its from_other further_the goods_a herself_a higher_a how_a however_, i_'m i_could i_will i_would impacts_of in_a inquiries_a
pair 0 0 0 0 7 install_the interested_in into_your invest_a it_means it_should it_was items_and light_!DIGITS long_, long_a misunderstandings_a
pair 0 0 0 0 7 natural_language needs_and never_be observe_the off_the order_the outline_the output_a over_the patterns_in potential_customers quickly_a
pair 0 0 0 0 7 requests_a resources_for reuse_the robots_are severe_a she_was sleep_!DIGITS such_as systems_and than_!HYPHEN the_largest thee_the
pair 0 0 0 0 7 thrive_the to_make to_use too_much travel_the understand_the upon_the visually_the wait_a wait_the wander_the ways_of wear_a wear_the
pair 0 0 0 0 7 which_a which_can which_has which_is within_a write_the
pair 0 0 0 0 8 absorb_the access_the accessible_and adapt_the additionally_, adjust_the alert_the answer_the apples_, arrange_the battle_the been_a
pair 0 0 0 0 8 benefits_, best_a between_!HYPHEN brainstorm_the brighten_the cats_are clouds_are could_have cross_a data_in decide_the droughts_a easier_to
pair 0 0 0 0 8 family_a faster_than fit_the flee_the fly_the found_a found_that hear_the himself_a hit_!DIGITS i_am it_'s it_may larger_a less_a less_than
pair 0 0 0 0 8 like_a lots_of me_a moreover_, name_four obtain_the on_a outwit_a outwit_the remind_the skills_to smile_a species_a that_is them_the
pair 0 0 0 0 8 type_the uncover_the water_the weather_the whether_the win_the •_!DIGITS
pair 0 0 0 0 9 access_a against_the areas_the assess_a basic_!DIGITS benefits_of boil_the book_the bridge_the can_be causes_of data_to death_the fix_the
pair 0 0 0 0 9 flow_a flow_the follow_the forecast_a form_the furthermore_, happiness_!DIGITS hide_the honor_!DIGITS if_( ignore_a least_!DIGITS long_the
pair 0 0 0 0 9 must_be occur_a occur_the output_!DIGITS overcome_the query_!DIGITS relationships_with renewable_energy score_the services_, seven_a
pair 0 0 0 0 9 social_media tailor_the text_a they_have tips_for tools_to uncover_a undo_a unhealthy_a unhealthy_the unlock_a up_a up_of up_the up_to
pair 0 0 0 0 9 up_with upgrade_the user_a waste_a water_a weather_a weigh_a well_as witness_the world._the worry_the worsen_the zero_a zero_the
pair 0 0 0 0 10 allow_the analyze_the are_!DIGITS between_an business_the cross_the find_a from_a fund_the guide_the larger_than self_a small_town smile_the
pair 0 0 0 0 10 than_a than_other touch_the unravel_the us_the vegetables_, walk_the web_a whether_a
pair 0 0 0 0 11 assess_the bed_the behold_the browse_a could_be divide_the explore_a find_the forecast_the has_!DIGITS n't_be strike_the sunlight_a text_the
pair 0 0 0 0 11 undo_the unlock_the us_a user_the warn_the waste_the ways_to web_the weight_a
pair 0 0 0 0 12 address_the between_the browse_the explore_the into_a unravel_a
pair 0 0 0 0 13 between_a
pair 0 0 0 1 0 place_a
pair 0 0 0 2 -5 lack_of
pair 0 0 0 2 0 aid_a assure_a carbon_emissions design_and effort_to history_, list_five name_one orange_, security_the start_by support_and switch_to
pair 0 0 0 2 0 think_of
pair 0 0 0 3 -5 feedback_a
pair 0 0 0 3 -4 difficult_a
pair 0 0 0 3 0 !HYPHEN_-END- ability_to action_and array_of attempt_to balance_and capture_the change_!DIGITS class_, commitment_to communicate_with
pair 0 0 0 3 0 configure_the consult_a convince_a courage_, cycle_of damage_to decision_trees document_a dress_a effectiveness_of end_the energy_sources
pair 0 0 0 3 0 ensure_the experience_a experience_the field_of food_and game_of head_a increase_in inequality_a infrastructure_the list_for living_in
pair 0 0 0 3 0 machine_learning man_who pay_for place_in poverty_a principle_of privacy_the process_the processing_and rate_of recognition_, research_a
pair 0 0 0 3 0 savor_a search_and shape_a side_of small_, soil_a someone_the spot_a spread_of story_of strategy_for stress_a structure_the system_is task_,
pair 0 0 0 3 0 team_and technology_the temperature_in text_and text_is them_with venture_a work_!DIGITS
pair 0 0 0 3 4 us_with
pair 0 0 0 4 -6 time_to
pair 0 0 0 4 -5 plastic_a
pair 0 0 0 4 0 action_a activity_, activity_and advance_a answer_: anyone_a architecture_, automation_a b_: b_= chance_to collaboration_and combat_a
pair 0 0 0 4 0 complexity_of conclusion_, connect_with content_and cost_a courage_and demand_for design_a difficult_for difficult_to done_by dream_a
pair 0 0 0 4 0 earth_, earth_is email_to emergence_of entertainment_a environment_, environment_and environment_for everyone_a excellence_the exercise_is
pair 0 0 0 4 0 experience_of experience_that exposure_to fear_, fish_, form_, freedom_a frequency_of help_in history_and important_in influence_the
pair 0 0 0 4 0 intelligence_, issue_, language_is machine_the manufacturing_, mission_to moment_and motion_, name_and name_five name_is name_the nature_the
pair 0 0 0 4 0 network_a onion_, opportunity_to peace_and phrase_that place_!DIGITS plan_and planning_, platform_for poverty_and power_to price_of
pair 0 0 0 4 0 pursuit_of quality_the query_a query_to range_from record_a reliance_on research_and response_to safety_of sentence_for sentence_in share_a
pair 0 0 0 4 0 size_and software_to someone_to space_a spot_the store_a story_about structure_, task_is taste_the team_is team_to technology_!DIGITS
pair 0 0 0 4 0 text_in today_'s top_of transition_a understanding_,
pair 0 0 0 5 -4 average_of
pair 0 0 0 5 0 accuracy_of addition_to analysis_and article_in assistant_to attention_to beauty_and body_and chance_of change_in class_a class_the
pair 0 0 0 5 0 code_that consumption_of contact_with content_is crime_a deforestation_a education_, education_a education_is efficiency_, engage_in
pair 0 0 0 5 0 ensure_a equation_!DIGITS equation_: experience_, feature_a form_of function_a function_that fund_a future_, home_!DIGITS home_the
pair 0 0 0 5 0 influence_!DIGITS information_from interact_with law_of list_and list_two location_, management_, market_the measure_the milk_, model_to
pair 0 0 0 5 0 morning_, name_a name_three option_for order_, order_by order_of order_to perfection_a place_to plan_to population_, presence_of process_and
pair 0 0 0 5 0 process_is process_to product_of product_to production_a production_the question_a question_the refer_to respect_and result_in return_to
pair 0 0 0 5 0 safety_a schedule_the science_and search_!DIGITS search_a security_, sentence_using sort_a speed_and statement_is string_, structure_and
pair 0 0 0 5 0 structure_of success_a suit_a system_that tailor_a taste_a thinking_, trace_a transition_the travel_!DIGITS treat_!DIGITS understanding_of
pair 0 0 0 5 0 us_to waste_and work_in work_is
pair 0 0 0 6 0 action_to appeal_to approach_a approach_to art_, basketball_, body_, capture_a change_on charity_a communication_and communication_between
pair 0 0 0 6 0 content_to customer_: description_of displacement_a embrace_a equivalent_to event_, excellence_a figure_a finance_a food_a help_of home_a
pair 0 0 0 6 0 hope_to importance_of influence_a information_is intelligence_in language_processing language_to loyalty_programs machine_a market_a
pair 0 0 0 6 0 master_a meaning_of mention_a nature_and network_to nurture_the operating_system order_: perfection_!DIGITS performance_of probability_of
pair 0 0 0 6 0 process_for processing_, production_and quality_!DIGITS quality_a research_!DIGITS rise_in risk_of sentence_\`\` sentence_from share_the
pair 0 0 0 6 0 simple_and society_a space_for statement_that store_, store_and system_to tablespoon_of team_a technology_has technology_is time_with
pair 0 0 0 6 0 tool_for training_, training_and troubleshoot_a work_and
pair 0 0 0 7 0 adventure_, balance_of cause_of chorus_: combat_!DIGITS different_a education_the effect_on exercise_the experience_in face_a figure_!DIGITS
pair 0 0 0 7 0 figure_the focus_on fuel_a future_of language_, marketing_, name_two nature_'s nature_a nurture_a oxygen_, paint_!DIGITS post_about power_,
pair 0 0 0 7 0 power_and privacy_a process_, program_that quality_of recognition_and respond_to scale_a secure_, sense_a sentence_, solution_to someone_a
pair 0 0 0 7 0 sound_of speed_of suit_the support_for technology_a technology_and total_of transportation_and victory_a work_, work_on x_is
pair 0 0 0 8 0 benefit_from content_a difference_between exercise_a history_of https_: intelligence_is need_, need_for power_of program_to rise_of
pair 0 0 0 8 0 schedule_a sense_the stock_market structure_a supplement_a system_for text_to track_of transportation_a word_: |_!YEAR
pair 0 0 0 9 0 benefit_of help_people help_with include_: list_!DIGITS loyalty_and medium_a
pair 0 0 0 10 0 help_to impact_on segment_a step_!DIGITS
pair 0 0 0 11 0 need_to
pair 0 0 0 12 0 relationship_between
pair 0 0 1 0 0 beneficial_to create_!DIGITS growth_and led_to locate_!DIGITS online_, suggest_!DIGITS
pair 0 0 2 0 -7 list_three
pair 0 0 2 0 0 assign_the calculate_!DIGITS carry_the compare_!DIGITS conquer_a consult_the data_!DIGITS describe_the discuss_the disrupt_the encounter_the
pair 0 0 2 0 0 facilitate_a fail_a fail_the fill_the filter_a fly_!DIGITS food_the game_is had_to hours_and identify_!DIGITS indicate_the interpret_a
pair 0 0 2 0 0 mental_health mobile_app possible._!DIGITS predict_a purpose_of report_!DIGITS school_, set_!DIGITS strengthen_a suffer_!DIGITS thank_you
pair 0 0 2 0 0 use_an web_page
pair 0 0 2 0 2 online_course
pair 0 0 2 0 3 divide_!DIGITS scan_the
pair 0 0 2 2 0 world_with
pair 0 0 3 -4 0 register_a
pair 0 0 3 0 -4 are_some
pair 0 0 3 0 0 account_a accuracy_, advanced_a algorithms_can apple_is approximate_the be_found beach_, behavior_of block_a blog_post brainstorm_!DIGITS
pair 0 0 3 0 0 calm_the case_of china_, civil_rights cleaner_a concept_of conclude_the continue_to contrast_the convert_the cook_until could_involve
pair 0 0 3 0 0 cream_, death_a debug_a decide_which declare_the deforestation_the delete_a delete_the delight_a deploy_the describe_three describe_two
pair 0 0 3 0 0 dream_the email_address embark_the enter_the examine_!DIGITS experience._the facilitate_the far_away focus_the fulfill_a gon_na gpt_model
pair 0 0 3 0 0 hard_to has_caused honor_the idiom_\`\` illustrate_the indicate_a input_the international_a interpret_the introduce_the john_and jump_the
pair 0 0 3 0 0 know_that know_the larger_the learn_to life._the life_, life_and life_of local_the make_sure master_the meet_the miss_a mitigate_the moon_is
pair 0 0 3 0 0 night_a pass_the phrase_\`\` piece_of predict_the problem_the produce_an quantum_computing record_the rescue_the reward_a sea_the self_the
pair 0 0 3 0 0 shape_the share_their skip_the specific_a stick_a stick_the text_into than_traditional them_and traditional_the trust_a value_a various_a
pair 0 0 3 0 0 view_the voice_a way_for website_that write_three written_in
pair 0 0 3 0 1 convert_!DIGITS
pair 0 0 3 0 2 between_two
pair 0 0 3 0 3 broaden_a de_a fit_a regardless_of
pair 0 0 3 0 4 flee_a
pair 0 0 3 6 0 implement_a
pair 0 0 4 -2 0 joy_and
pair 0 0 4 0 -6 explain_why
pair 0 0 4 0 0 !HYPHEN_the access_control acknowledge_a add_an add_three afford_the ai_has algorithm_is algorithm_that algorithms_, allow_for alter_the
pair 0 0 4 0 0 area_, atmosphere_and automation_the bananas_, bear_a beat_!DIGITS between_different blockchain_is brainstorm_five brave_, brown_a
pair 0 0 4 0 0 budget_and ca_n't calm_and cat_is certain_two children_the choose_an city_of climate_change climate_change. climb_a climb_the code_a
pair 0 0 4 0 0 code_the college_a come_and conquer_!DIGITS construct_an control_, convert_this conveys_the convince_the count_!DIGITS count_the counter_a
pair 0 0 4 0 0 craft_the create_more crime_the customer_'s customer_service. cyber_a dance_the dark_and data._!DIGITS data_a data_is data_mining
pair 0 0 4 0 0 data_visualization date_, dear_[ decrease_the degree_in deploy_a describe_!DIGITS describe_why development_of die_the digital_a disease_,
pair 0 0 4 0 0 document_the down_and dry_the eat_the elephant_, embark_a embrace_the encode_the encrypt_the engineering_, environmental_the essential_a
pair 0 0 4 0 0 excel_the exchange_a exploit_a false_. feedback_, feedback_the fill_a filter_the focus_!DIGITS form_an foster_the full_of function_the
pair 0 0 4 0 0 generate_!DIGITS hang_the harry_potter heart_a height_of help_improve honor_a hunt_a identify_potential inaccurate_a inaccurate_the
pair 0 0 4 0 0 increase_their individual_'s insert_a instill_the into_!DIGITS into_one introduce_!DIGITS invest_in invest_the invite_a invite_the
pair 0 0 4 0 0 iterate_the john_smith journey_to juice_, july_!DIGITS land_the lay_the learn_, life_is light_a light_the line_, log_the los_angeles
pair 0 0 4 0 0 majestic_, marry_a mass_the mention_the miss_the model_a model_the monitor_and music_and night_and notice_a old_, online_shopping poor_a
pair 0 0 4 0 0 poor_the practice_a print_( productivity_and project_management provide_personalized purpose_and quick_and quickly_and red_,
pair 0 0 4 0 0 reinforce_!DIGITS repair_the report_the scavenger_hunt set_of sign_a sign_the sit_the social_and software_development software_engineer
pair 0 0 4 0 0 strength_and strengthen_the successful_in sugar_, suggest_an suggest_five supplement_the sweet_, tall_, time_a time_management use_!DIGITS
pair 0 0 4 0 0 user_'s user_experience verb_\`\` vibrant_, was_an was_in web_development website_design weight_!DIGITS young_girl
pair 0 0 4 0 2 fix_a foster_a
pair 0 0 4 0 3 bias_a
pair 0 0 4 1 0 poem_that
pair 0 0 5 0 0 accurate_and action_the adapt_a age_of ai_and air_a are_being are_often atmosphere_of balanced_diet become_more bright_, bright_and
pair 0 0 5 0 0 charity_the compare_two context_, could_include create_and customer_the data_the day._!DIGITS day_to decrease_a depression_, describe_an
pair 0 0 5 0 0 determine_which did_not difficult_the do_not download_a download_the dry_a easy_to eggs_, electric_a energy_a enforce_the evoke_the fight_a
pair 0 0 5 0 0 fight_the find_three foreign_the greater_the guide_to hand_, happiness_a happiness_the has_also have_made heart_the highlight_the
pair 0 0 5 0 0 human_rights idea_of identify_three identify_which innovate_the input_, into_account into_two job_a justice_a knowledge_of knowledge_the
pair 0 0 5 0 0 len_( life_'s light_is lot_of manipulate_a marry_the mass_a me_three medical_the mimic_the monitor_a motivate_a music_, new_!DIGITS new_a
pair 0 0 5 0 0 past_, person_who phrase_“ practice_the programs_, recipe_for relax_and replace_the rest_the reward_the role_in safety_the sauce_,
pair 0 0 5 0 0 save_money savor_the saw_the school_the sea_a select_an set_, severe_the shop_a showcase_the sky_and slip_the soft_, software_the space_the
pair 0 0 5 0 0 speech_recognition start_to stress_the suggest_the third_, understand_and use_!HYPHEN use_, use_for use_of user_interface value_is
pair 0 0 5 0 0 warmth_and was_to way_of website_and website_for woman_who world_and writing_,
pair 0 0 5 0 3 fly_a
pair 0 0 5 0 5 him_a
pair 0 0 5 1 0 idea_that
pair 0 0 5 4 0 way_to
pair 0 0 6 0 0 access_, act_the adjust_a afford_a ai_, ai_can algorithm_for algorithm_should algorithms_to animal_a are_also area_and b_, bake_for
pair 0 0 6 0 0 be_easily butter_and chicken_, children_a combat_the combined._!DIGITS content_the cool_a create_an create_two curb_the data_points edit_the
pair 0 0 6 0 0 entice_a follow_!DIGITS fun_and generate_an generate_three generate_two go_, group_the hardware_the has_been has_two healthy_and ice_cream
pair 0 0 6 0 0 identify_any inequality_the inquire_the inspire_the interact_the intervene_a key_to map_a me_the me_two medium_the melt_a motivate_the
pair 0 0 6 0 0 navigate_the network_the p_> perfect_for potential_for potential_of powerful_, powerful_and range_( register_the request_the result_=
pair 0 0 6 0 0 roll_the sacrifice_the satisfy_the scale_the seen_as segment_the set_the shop_the short_, sky_, software_and soil_the sort_the study_the
pair 0 0 6 0 0 submit_the success_the suggest_some them_as them_into title_> united_states value_, warm_, water_, water_and water_is
pair 0 0 6 0 3 host_a
pair 0 0 6 6 0 y_=
pair 0 0 7 0 -4 will_also
pair 0 0 7 0 0 access_and algorithm_to answer_is approach_the are_both are_more are_not aware_of battle_of beautiful_, beneficial_for bridge_a coat_the
pair 0 0 7 0 0 commit_the complex_the cool_the could_also counter_the create_!HYPHEN cup_of debug_the defeat_the design_an detail_a detail_the economic_a
pair 0 0 7 0 0 entice_the feel_!DIGITS find_and fold_a great_the group_!DIGITS group_a hardware_a have_also head_the healthcare_a heat_and highlight_a
pair 0 0 7 0 0 identify_and identify_five implement_the incorporate_the input_a integrate_the joy_, justice_the kind_of letter_\`\` light_and live_in mark_a
pair 0 0 7 0 0 me_what monitor_the non_a pick_!DIGITS productivity_, provide_three reason_a role_of safeguard_the school_a search_engine search_the set_up
pair 0 0 7 0 0 social_the society_the space_exploration suggest_two summary_of time_the value_of world_is world_of
pair 0 0 7 3 0 customer_service
pair 0 0 8 0 0 act_a ai_in complete_the credit_card current_the different_the digest_the displacement_the economic_the educational_the external_the fresh_a
pair 0 0 8 0 0 hang_a heat_a heat_the him_the host_the learn_and learning_is love_and low_the manipulate_the mental_the mimic_a music_the necessary_for
pair 0 0 8 0 0 non_the potential_the sacrifice_a saw_a transportation_the victory_the write_an
pair 0 0 9 0 0 ai_to artificial_a artificial_the dangerous_a entertainment_the financial_the human_the identify_two individual_the modern_the music_a
pair 0 0 9 0 0 natural_the night_the plastic_the public_the safeguard_a social_a successful_the traditional_a virtual_the voice_the
pair 0 0 10 0 0 autonomous_a environmental_a financial_a foreign_a human_a individual_a learning_, local_a low_a medical_a mental_a multiple_a multiple_the
pair 0 0 10 0 0 personal_a physical_the public_a
pair 0 0 11 0 0 complex_a educational_a ethical_a external_a modern_a natural_a physical_a potential_a virtual_a
pair 0 1 0 0 0 was_also
pair 0 2 0 0 0 automated_!DIGITS put_the
pair 0 3 0 0 0 affected_by born_in characterized_by committed_to created_by existing_a following_statement planning_and unlocking_a
pair 0 3 6 0 0 began_to
pair 0 4 0 0 0 augmented_reality calming_the containing_the created_a creating_an cyberbullying_!DIGITS dedicated_to featuring_a given_a given_word
pair 0 4 0 0 0 helping_!DIGITS helping_the improved_the involved_in involving_a known_for lived_a made_of marketing_the melting_a organized_and reached_the
pair 0 4 0 0 0 running_the searching_for seeing_a understanding_the
pair 0 4 0 0 12 was_a
pair 0 5 0 0 0 according_to banking_the becoming_the being_the cyberbullying_a divided_into eating_a engaging_in explored_the following_text hearing_a
pair 0 5 0 0 0 learning_!DIGITS learning_to limited_to looking_for overfitting_the required_to responding_to resulting_in running_!DIGITS setting_up
pair 0 5 0 0 0 something_the suited_for trained_on tried_to unexpected_a unintended_a unintended_the wanted_to working_with
pair 0 6 0 -4 0 marketing_a
pair 0 6 0 0 0 adapted_to banking_!DIGITS being_a composed_of cyberbullying_the designing_a determined_to driven_by encountered_a enjoyed_the forming_a
pair 0 6 0 0 0 found_in given_data had_the investing_in known_a known_as learning_in learning_model limited_a managed_to meeting_a offspring_a something_is
pair 0 6 0 0 0 taken_to understanding_a unlocking_the working_a written_by
pair 0 7 0 0 0 automated_a automated_the building_the compared_to describing_a excited_to finding_a focusing_on known_the meeting_the reduced_a talking_to
pair 0 7 0 0 0 training_a working_on working_the writing_a writing_the writing_to
pair 0 8 0 0 -8 related_to
pair 0 8 0 0 0 bring_the building_a connected_to continued_to exploring_the limited_the seemed_to started_to testing_and
pair 0 9 0 0 0 becoming_more had_an
pair 0 10 0 0 0 bring_a felt_a leading_to trying_to
pair 0 11 0 0 0 had_a
pair 1 0 0 0 0 discover_a
pair 2 0 0 -5 0 escape_the
pair 2 0 0 0 0 begin_by commit_a confirm_a display_a does_n't handle_the has_become have_you inspect_the maintain_the replace_a rewrite_this ride_the
pair 2 0 0 0 0 showcase_a support_the tend_to warn_a
pair 2 0 0 2 0 plan_the
pair 2 0 4 0 0 has_enabled
pair 2 2 0 0 0 put_a
pair 3 0 0 -5 0 guess_the
pair 3 0 0 0 -5 significant_a
pair 3 0 0 0 0 absorb_a achieve_the alert_a alleviate_a anticipate_the ask_the attack_a be_in blend_the calculate_a calculate_the cloud_a cover_the cut_a
pair 3 0 0 0 0 delegate_the deliver_the demonstrate_a demonstrate_the die_a display_the distant_a distant_the drive_the ease_the estimate_the gather_a
pair 3 0 0 0 0 guide_a have_no heal_the hide_a illustrate_a improve_their incorporate_a increase_the innovate_a install_a integrate_a investigate_the
pair 3 0 0 0 0 iterate_a launch_the let_a limit_a list_four log_a manage_the match_a navigate_a open_up outsmart_a overcome_a participate_in pass_a
pair 3 0 0 0 0 passionate_about post_the prevail_a print_a rent_a research_the returns_the reunite_the roll_a run_a satisfy_a stimulate_the study_a
pair 3 0 0 0 0 suggest_a suggests_that test_the think_about transmit_a transmit_the trap_a trap_the type_a upgrade_a
pair 3 0 0 0 1 hit_a
pair 3 0 0 4 0 place_the
pair 3 0 1 0 0 want_to
pair 3 0 2 0 0 cold_a
pair 4 0 -6 0 0 are_the
pair 4 0 -5 0 0 has_the show_a
pair 4 0 -4 0 0 review_the
pair 4 0 0 0 -5 connect_the
pair 4 0 0 0 -4 lack_a steal_the
pair 4 0 0 0 0 accelerate_the activate_the allocate_the always_a apply_the approximate_a assign_a authenticate_the automate_a believe_the benefit_the
pair 4 0 0 0 0 boost_the buy_the calm_a catch_the charge_a checkmate_the choose_the cloud_the compare_a comprehend_the consider_a control_a convert_a
pair 4 0 0 0 0 customer_a date_a date_the declare_a deepen_the delegate_a deliver_a destroy_a differentiate_the diverse_the does_it earn_the eliminate_the
pair 4 0 0 0 0 engage_the find_out gauge_the give_three go_to grow_the have_!HYPHEN help_me identify_the includes_a is_called landfills_a life_the list_the
pair 4 0 0 0 0 listen_the love_the love_to maintain_a make_their make_your mean_the note_a order_a own_the package_the personalize_a play_the poverty_the
pair 4 0 0 0 0 prevail_the prevent_a print_the program_the protect_a prove_the provide_more purchase_a recognize_a reduce_their reinforce_the remain_a
pair 4 0 0 0 0 remove_!DIGITS report_a restore_a reverse_the revolutionize_a rewrite_the scan_a secure_a sell_a shine_the show_the simplify_a soar_a
pair 4 0 0 0 0 soar_the speak_a speak_the start_a stimulate_a stretch_the submit_a suffer_a switch_the them_a treat_a treat_the understand_their
pair 4 0 0 0 0 venture_the
pair 4 0 2 0 0 cold_the
pair 5 -4 0 0 0 come_a
pair 5 0 -6 0 2 use_the
pair 5 0 -4 0 0 dedicate_the detect_the update_the
pair 5 0 0 0 -6 enjoy_the
pair 5 0 0 0 -5 define_the
pair 5 0 0 0 -4 real_a
pair 5 0 0 0 0 admire_a affects_the allocate_a allow_a announce_a are_\`\` assure_the attend_the balance_a battle_a be_!DIGITS be_\`\` begin_to believe_a
pair 5 0 0 0 0 build_the carry_a cast_a cause_a certain_the compete_a conduct_a conserve_a convey_a convey_the customize_a cut_the deal_a decline_the
pair 5 0 0 0 0 describe_a describes_the develop_an differentiate_a diverse_a do_something educate_a empower_the encode_a engage_a exist_a exist_the
pair 5 0 0 0 0 expand_the expect_a explain_how explains_the expresses_the feel_a gain_the generalize_the get_to grab_a happen_the have_in hold_the images_a
pair 5 0 0 0 0 introduce_a is_so jump_a keep_you land_a list_some locate_a minimize_a monetize_the narrow_the offer_the organize_a part_a pay_the
pair 5 0 0 0 0 persuade_the plant_a point_a power_the problem_a problems_a propel_the propose_a protect_their prove_a provide_!HYPHEN provide_two rate_a
pair 5 0 0 0 0 rate_the re_the realize_the rearrange_the recall_a recall_the recharge_a reclaim_the recycle_the refer_a refer_the regulate_a remove_all
pair 5 0 0 0 0 remove_any represent_a represent_the requests_the retain_the retrieve_the revolutionize_the say_the sell_the settle_a simplify_!DIGITS sit_a
pair 5 0 0 0 0 sleep_the speed_the spend_the step_the succeed_the teach_a teach_the thank_the transfer_!DIGITS transfer_a transport_a transport_the uses_a
pair 5 0 0 0 0 uses_the utilize_a vast_a view_a wake_the walk_a was_n't
pair 6 0 0 0 -5 ask_a receive_a select_the separate_a
pair 6 0 0 0 -4 ecosystems_a
pair 6 0 0 0 0 adopt_the affect_the alleviate_the allows_the apply_a automate_the avoid_a bake_!DIGITS benefit_a blend_!DIGITS captures_the care_a care_the
pair 6 0 0 0 0 classify_this climate_a come_the communicate_the commute_a compare_the compute_a concentrate_a conserve_the continue_a cope_the correct_the
pair 6 0 0 0 0 cultivate_the decompose_a deep_the defend_a denote_the direct_a direct_the do_the do_to does_a double_a eat_a eliminate_!DIGITS emerge_the
pair 6 0 0 0 0 empower_a encourage_the evaluate_a evolve_the explain_what feel_the finish_a finish_the forget_a forget_the gender_a generate_the go_the
pair 6 0 0 0 0 have_any have_been hit_the imagine_a investigate_a is_usually justify_a know_a language_the learn_the make_them make_this maximize_a
pair 6 0 0 0 0 maximize_the meet_a modify_the own_a perform_a perform_the personalize_the plant_the play_!DIGITS play_a pour_the progress_a promote_a
pair 6 0 0 0 0 protect_the provide_!DIGITS provide_the purchase_the raise_a reach_the read_a rebuild_a recover_the recycle_a reduce_a refine_a reflects_the
pair 6 0 0 0 0 relax_the remember_a remember_the reproduce_the require_a resist_a resources_the reveal_a reverse_a review_a run_the save_a save_the
pair 6 0 0 0 0 separate_the settle_the significant_the signify_the slow_the specialize_a specialize_the stop_the successful_a summarize_this summarizes_the
pair 6 0 0 0 0 survive_the tackle_a talk_the target_a target_the thee_a turn_a update_a utilize_the validate_a visualize_a vote_the wander_a work_a
pair 7 0 0 0 -4 enjoy_your relevant_the
pair 7 0 0 0 0 accommodate_a accomplish_the acquire_a add_a adopt_a advertise_the apologize_the appreciate_a are_an assist_the attend_a attract_a
pair 7 0 0 0 0 attract_the bake_a bake_the be_to begin_the behold_a blend_a book_a boost_a brainstorm_a businesses_the buy_a categorize_the challenge_a
pair 7 0 0 0 0 challenge_the checkmate_a clarify_a classify_the climate_the collaborate_a collect_a collect_the compete_the conclude_a conduct_the
pair 7 0 0 0 0 contain_the contains_the continue_the contribute_a counteract_the create_a cultivate_a current_a deal_the deepen_a denote_a detect_a
pair 7 0 0 0 0 devise_the discusses_the disrupt_a distinguish_the dive_the diversify_the does_the donate_a donate_the drink_the ease_a educate_the enable_a
pair 7 0 0 0 0 enforce_a enhance_a establish_the examine_a excel_a extend_a extend_the extract_the gauge_a gender_the get_!DIGITS go_a great_a handle_a
pair 7 0 0 0 0 have_an hire_a homes_a identify_a inquiries_the is_\`\` lead_a lead_the life_a love_a make_it mean_a minimize_the mitigate_a observe_a
pair 7 0 0 0 0 overall_a paint_a part_the pests_the pick_the point_the power_a present_the preserve_the prevent_the produce_!DIGITS produce_a provide_an
pair 7 0 0 0 0 pull_a push_the rain_the reach_a real_the recharge_the reclaim_a recommend_!DIGITS recover_a reflect_a reinforce_a release_the remote_a
pair 7 0 0 0 0 resist_the reusable_a reuse_a save_!DIGITS secure_the send_the sensitive_a serve_a services_the skip_a specify_a spend_a spread_the
pair 7 0 0 0 0 stand_the stay_a stay_the streamline_a thank_a throw_!DIGITS track_the train_the turn_the understand_a visit_a wake_a welcome_to win_a
pair 7 0 0 0 0 work_the
pair 8 0 -5 0 0 make_the
pair 8 0 0 0 -5 similar_a
pair 8 0 0 0 0 accommodate_the achieve_a advertise_a anticipate_a assemble_a authenticate_a be_more become_a celebrate_a certain_a clean_the
pair 8 0 0 0 0 collaborate_the combine_a communicate_a commute_the comply_a comply_the compromise_a compromise_the consume_a contain_a contains_a cook_a
pair 8 0 0 0 0 cope_a cover_a create_the decompose_the decorate_a dedicate_a define_a determine_a devise_a diagnose_the do_you does_not draw_the drink_a
pair 8 0 0 0 0 emerge_a enable_the encrypt_a evolve_a execute_a execute_the extract_a generate_a global_a grant_a grant_the green_a has_a have_to heal_a
pair 8 0 0 0 0 help_them hire_the incentivize_the include_a incorrect_the inspect_a join_a join_the justify_the kill_a language_a lay_a lift_a locate_the
pair 8 0 0 0 0 loyal_a loyal_the match_the move_a narrow_a negotiate_the online_a open_a open_the operate_a operate_the optimize_a pack_a pick_a post_a
pair 8 0 0 0 0 powerful_a powerful_the prepare_the problems_the program_a progress_the proofread_a quit_a quit_the re_a rebuild_the refine_the relate_a
pair 8 0 0 0 0 renewable_a rent_the replicate_a resolve_a resolve_the respond_the rest_a restrict_a restrict_the return_a reveal_the rise_a seek_the
pair 8 0 0 0 0 shake_a shine_a simplify_the slay_a small_a specify_the stand_a start_the streamline_the succeed_a suffer_the summarize_the sustain_the
pair 8 0 0 0 0 talk_a visit_the
pair 9 0 0 0 0 activate_a appeal_a arrive_a assist_a be_!HYPHEN be_$ be_an become_the celebrate_the change_a change_the charge_the choose_a citizens_the
pair 9 0 0 0 0 common_a complete_a compose_a compute_the concentrate_the consume_the contact_a contact_the contribute_the cook_the counteract_a decide_a
pair 9 0 0 0 0 decorate_the deep_a determine_the discuss_a distinguish_a dive_a drive_a earn_a examine_the expand_a focus_a grab_the grasp_a guess_a hear_a
pair 9 0 0 0 0 help_a homes_the images_the include_the incorrect_a inform_a key_a lack_the landfills_the large_a learn_a leverage_the modify_a negotiate_a
pair 9 0 0 0 0 note_the obtain_a paint_the prepare_a present_a produce_the proofread_the recognize_the reduce_the reflect_the relate_the relax_a release_a
pair 9 0 0 0 0 remain_the remind_a remote_the replicate_the return_the rise_the serve_the shift_a shift_the simulate_the slay_the solve_the summarize_a
pair 9 0 0 0 0 survive_a track_a train_a traverse_a watch_a
pair 10 0 0 0 0 affect_a break_a build_a clean_a combine_the connect_a control_the decline_a draw_a establish_a evaluate_the exceed_a exceed_the exclusive_a
pair 10 0 0 0 0 humans_the leverage_a lift_the live_a live_the pack_the push_a relevant_a reproduce_a respond_a say_a seek_a select_a set_a sleep_a solve_a
pair 10 0 0 0 0 spread_a strive_a
pair 11 0 0 0 0 appreciate_the common_the enhance_the enjoy_a help_the make_a pull_the read_the receive_the ride_a steal_a use_a validate_the
pair 12 0 0 0 0 explain_the
pair 14 0 0 0 0 write_a
end -13 0 0 -3 0 ght
end -10 -7 0 2 0 oil
end -10 6 0 -11 0 ced
end -10 9 0 -11 0 red
end -9 -11 0 0 0 ter
end -8 0 0 0 0 und
end -8 0 2 0 2 nto
end -7 -9 0 0 0 dom
end -7 -8 0 0 0 fic
end -7 -6 0 0 0 ero ler
end -7 0 0 -7 6 ere
end -7 0 0 0 2 way
end -7 0 0 0 7 ial
end -6 -9 0 0 0 ger
end -6 -8 0 0 4 tal
end -6 -7 0 0 0 ale
end -6 -7 0 3 0 ath
end -6 -6 0 0 0 man net
end -6 -6 4 2 0 def
end -6 -5 3 0 0 oun
end -6 0 0 0 0 nst
end -6 0 2 0 0 elt
end -6 0 5 3 0 ice
end -6 9 0 -6 0 zed
end -5 -7 2 0 0 in.
end -5 -6 0 0 0 gue
end -5 -5 0 0 0 wit
end -5 -5 3 0 0 fix
end -5 0 0 0 0 ea. ood uel uth yee
end -5 0 0 0 3 elf
end -5 0 1 0 0 nd.
end -5 0 4 0 0 den
end -5 8 0 -5 0 ied
end -5 8 0 0 0 ped
end -4 -9 0 0 0 ime
end -4 -9 0 2 0 ery
end -4 -6 0 0 0 oss
end -4 -6 2 0 0 ock
end -4 0 0 3 3 val
end -4 0 5 0 3 ard
end -4 5 0 0 0 aid
end -3 -10 0 2 0 ess
end -3 0 -3 4 0 one
end 0 -12 0 0 0 ine
end 0 -11 0 0 -8 ase
end 0 -11 0 0 0 eal ire
end 0 -10 -4 0 0 ist
end 0 -10 0 0 0 act der ect ift orm rse use
end 0 -10 0 4 0 ort
end 0 -10 0 5 0 nce
end 0 -9 -4 0 0 all
end 0 -9 0 -6 0 ite
end 0 -9 0 -4 0 low
end 0 -9 0 0 -10 urn
end 0 -9 0 0 0 ach are eat eet est ply rve tle ute
end 0 -9 0 3 0 ack rge
end 0 -9 0 4 0 mit vel
end 0 -9 0 8 0 ure
end 0 -9 2 0 -3 ate
end 0 -9 3 0 0 ail
end 0 -8 -6 0 0 nch
end 0 -8 -5 0 4 ore
end 0 -8 0 -7 0 ose
end 0 -8 0 0 -8 iew
end 0 -8 0 0 -5 cle ope
end 0 -8 0 0 0 art eep ind kle me. nge ool per row ver wer
end 0 -8 0 0 3 ean her
end 0 -8 0 0 6 ful ive
end 0 -8 0 2 0 mer
end 0 -8 0 4 -5 int
end 0 -8 0 4 0 ork rch
end 0 -8 0 5 -7 uct
end 0 -8 2 0 0 eak
end 0 -8 3 0 0 ign
end 0 -7 0 -9 6 hes
end 0 -7 0 -8 0 oes
end 0 -7 0 -7 5 mes
end 0 -7 0 -4 0 ide
end 0 -7 0 0 0 ait ank ask dle ech eer elp em. ept fit han joy lip nse oid ram rap ray uit ull ush
end 0 -7 0 0 2 ple
end 0 -7 0 0 4 thy
end 0 -7 0 2 0 rce
end 0 -7 0 3 0 ond
end 0 -7 0 4 -5 ape
end 0 -7 0 7 0 ium
end 0 -7 2 0 0 it. le.
end 0 -7 3 0 0 ht. ict ne. on. ser
end 0 -7 3 7 0 ult
end 0 -6 0 -9 3 ols
end 0 -6 0 -9 5 kes
end 0 -6 0 -7 4 lls urs
end 0 -6 0 -6 0 zes
end 0 -6 0 -6 3 uns
end 0 -6 0 -6 4 bal
end 0 -6 0 0 0 am at. gy. how ic. irm ndo nny ole opt oud ps. que sit sky ust
end 0 -6 0 0 2 eme
end 0 -6 0 0 4 ews mon
end 0 -6 0 2 0 oat rth
end 0 -6 0 3 0 arm oad oot pot
end 0 -6 1 0 0 buy
end 0 -6 1 4 0 air
end 0 -6 2 0 0 as. eel gs. ill n't nt.
end 0 -6 3 0 0 dge ed. erb ert gle us.
end 0 -6 4 0 0 ick
end 0 -5 -6 0 0 [
end 0 -5 -6 0 4 uch
end 0 -5 -5 0 0 •
end 0 -5 -4 0 0 |
end 0 -5 0 -8 3 oks
end 0 -5 0 -4 0 oys
end 0 -5 0 0 -6 rol
end 0 -5 0 0 -4 urb
end 0 -5 0 0 0 ad. cel ck. cs. eek esh gh. hee ks. tay ump ut. win ws. x
end 0 -5 0 0 4 ear
end 0 -5 2 0 0 ai rt. ss.
end 0 -5 3 0 0 al. ce. lem st.
end 0 -5 4 0 0 ll. or. ry.
end 0 -5 5 0 0 an.
end 0 -4 0 0 0 ar. bel cy. rd.
end 0 -4 3 0 0 er. es.
end 0 -3 0 0 0 ant hem
end 0 0 -8 0 8 ets
end 0 0 -7 0 0 //
end 0 0 -7 0 5 i
end 0 0 -5 0 6 ese
end 0 0 -4 0 0 <
end 0 0 -4 0 10 he
end 0 0 -4 0 11 a
end 0 0 -3 0 0 ade ead
end 0 0 0 -9 0 ten
end 0 0 0 -9 8 ars
end 0 0 0 -9 9 ngs
end 0 0 0 -8 4 ows rns
end 0 0 0 -8 7 des
end 0 0 0 -8 8 pes
end 0 0 0 -7 0 eps
end 0 0 0 -7 4 aks ops
end 0 0 0 -7 7 ots
end 0 0 0 -7 10 els
end 0 0 0 -6 0 sen uts
end 0 0 0 -6 3 sks
end 0 0 0 -6 4 ads
end 0 0 0 -6 6 ees
end 0 0 0 -6 7 ats eds
end 0 0 0 -6 9 oms rms ths
end 0 0 0 -6 10 cks
end 0 0 0 -5 0 aws now orn own
end 0 0 0 -5 2 eys
end 0 0 0 -5 3 efs
end 0 0 0 -5 4 lds
end 0 0 0 -5 10 ods
end 0 0 0 0 1 ith
end 0 0 0 0 2 das lus pid ree tos
end 0 0 0 0 3 15 20 afe dic eby erm gid nas not oft ok pon ric she sms too usy
end 0 0 0 0 4 ! $ ' -- 1/4 3 big eah ggs gry igh igs ior ios las lms mal mum ong two wns
end 0 0 0 0 5 1 1/2 ags cky due few fts iet jor lid lse mly mps nic oh rom ugh up ybe yes {
end 0 0 0 0 6 but can gns hus men pts ras rby ros the
end 0 0 0 0 7 ( ady aps hat hly if ims irs lar lks uld why wly
end 0 0 0 0 8 by ffs ids it ppy tic ugs ums xes
end 0 0 0 0 9 # \`\` at eir ogs on yet you
end 0 0 0 0 10 his in ous
end 0 0 0 0 11 - an ian ils lts my or rks sly to ues
end 0 0 0 0 12 bly hts ily lly lso rly so
end 0 0 0 0 13 as for gly no of we who
end 0 0 0 0 14 rds
end 0 0 0 0 15 dly tly
end 0 0 0 0 16 ely ics nly ons
end 0 0 0 0 17 nts
end 0 0 0 0 18 als
end 0 0 0 0 21 ors
end 0 0 0 2 0 azz edy egg emy iod oto sum tax
end 0 0 0 3 0 ame bit bor ebt egy fee gen icy idx ike irt nit oga rio rs. rug tel ubt uty
end 0 0 0 3 3 any
end 0 0 0 4 0 ad car dna era hip hor ief ilk law lot lry nty ory phy rty tem yst
end 0 0 0 4 3 ent
end 0 0 0 5 0 dex dit lla ror tep ype
end 0 0 0 5 4 out
end 0 0 0 6 0 ace acy eum lan ncy
end 0 0 0 7 0 bol eam ste
end 0 0 0 7 3 a.
end 0 0 0 8 0 lty sis tv
end 0 0 0 9 0 ism ody
end 0 0 1 0 0 app bar fun key unk
end 0 0 1 0 10 ual
end 0 0 2 -4 0 ret
end 0 0 2 0 0 aph apt arn avy b boy c++ con eef egs enu eos ffe gar gic h h1 hie hms imb ir. ld. lli log loy nns ns. pps pus raw re sh. sta ts. tte uds
end 0 0 2 0 0 ula ve. vil web wl. wse zer
end 0 0 2 0 2 lex
end 0 0 2 0 3 ca. gal nct
end 0 0 2 0 6 hic
end 0 0 2 0 9 ips
end 0 0 2 3 0 ury
end 0 0 2 4 0 cer oom vor
end 0 0 2 6 0 lor
end 0 0 3 0 0 /or aac aas al alm aly amy ane arf asp ato atp aul aur aus bay bby cat cea ch. chy cia cm co. co2 cue cup d dal dam ddy de. dhi die dip dow
end 0 0 3 0 0 dro dry ds. dy. eem ef= ege el el. en. eof ep. et. eta eth ew. ex. ey. f. fin ft. g ggy go. hew him hio hod hol hty hut iar ias ibe id. ii
end 0 0 3 0 0 ii. il il. im. inc iom isc isp ita ito iza jar job k kg kip kit km le lie lix lky loe lsa m mac mar mla mma mns mr. mri mug n ndy ng. nie
end 0 0 3 0 0 non nre nux oam ode ogo oit ol. oor or= ora ot. owd owl ozy php por py. rah rem ren rie rip rk. rmy rn. rot roy say se. sel seo sir sla sse
end 0 0 3 0 0 t-3 tan th. tir tro ty. uay ue= uis ulf ulk une uno upt ura uss uté v ve vet vey wap wis yms zle
end 0 0 3 0 3 yse yze
end 0 0 3 0 4 oth rbs rst
end 0 0 3 0 5 ich kly mic
end 0 0 3 0 6 ams lic
end 0 0 3 0 7 ary sic
end 0 0 3 0 8 eas ral
end 0 0 3 0 9 nal
end 0 0 3 0 11 cal
end 0 0 3 2 0 ney
end 0 0 3 3 0 del gth num ony
end 0 0 3 5 0 aft ket ogy
end 0 0 3 6 0 ule
end 0 0 3 7 0 tor
end 0 0 3 9 0 ety
end 0 0 4 0 -4 ude
end 0 0 4 0 0 abc aby aco ael alo alt amp ara ari arl arr asa ava b. bad bag bee bin bug bus bye c cit cor cut dan de did don dra ebs ece ein ela ene erg
end 0 0 4 0 0 ett exa fly fy. ge. god gon got gpt hs. hub ia. id= iel iku imp ini iot irl is. isa isy j je jim ke. ky. lam lbs lch lee lia lp. ls. lth lue
end 0 0 4 0 0 mad mas mba met mix ml ms. mus na. nap nc. ner nix nry nta nte ny. nym obs ois ola ona oni oop ota ott oup re. rea rey rgy rin ris rix rld
end 0 0 4 0 0 rna sam sco shi som sor sql ss= sso sun ta. tat thm ton tto tue tus uke via vid vie wan war wls yer yon ys. zen zon
end 0 0 4 0 3 ier
end 0 0 4 0 4 ata
end 0 0 4 0 5 ria ups
end 0 0 4 2 0 bon
end 0 0 4 3 0 pic str
end 0 0 4 5 0 ass
end 0 0 4 12 0 ion
end 0 0 5 0 0 ado ama ang aze bia bs. eau gdp gie gn. gun ham hia hon ico ilm la la. lin may min nda ngo nna oli oma pan phs ril rry sar sby tml tom tts
end 0 0 5 0 0 ue2 uer vin
end 0 0 5 3 0 hop
end 0 0 5 4 0 har
end 0 0 5 9 0 ity
end 0 0 6 0 0 ada ana ark bot bow che d. ina kin map nia nne nus ohn ont ron san son um.
end 0 0 6 3 0 ius
end 0 0 6 4 0 ord
end 0 0 7 0 0 ald c. gan lle
end 0 0 7 6 0 unt
end 0 0 8 0 0 dia ica ley
end 0 3 0 0 0 eft
end 0 3 3 -3 0 was
end 0 4 0 -5 0 xed
end 0 4 0 0 0 ken len
end 0 5 0 0 0 ilt
end 0 5 3 0 0 had
end 0 6 0 0 0 bed ven
end 0 8 0 0 0 yed
end 0 10 -4 -9 0 led
end 0 10 0 0 0 wed
end 0 10 2 -8 0 med
end 0 11 0 -7 0 ged ved
end 0 11 0 -6 0 hed
end 0 11 0 0 0 ued
end 0 12 0 0 3 ked
end 0 13 0 0 4 ded
end 0 14 -9 0 5 sed
end 0 14 0 0 6 ted
end 0 14 0 4 0 ing
end 0 16 0 0 5 ned
end 2 -9 0 0 0 lve
end 2 -7 0 0 -7 eck
end 2 -7 2 -6 0 eve
end 2 0 0 0 -5 sue
end 2 0 8 0 0 ber
end 3 -8 0 0 0 pen
end 3 -7 -5 3 0 alk
end 3 -6 0 0 -5 pay
end 3 -6 0 0 8 ems
end 3 -5 0 3 0 ain
end 3 -4 2 0 0 has
end 3 0 0 -9 10 les
end 3 0 0 -7 9 nes
end 3 0 0 0 -4 get
end 3 0 0 0 0 be ote
end 3 0 0 0 10 nks
end 4 -11 -8 0 5 ish
end 4 -10 0 3 0 ise
end 4 -8 0 4 0 tch
end 4 -6 0 4 0 fer
end 4 0 0 -8 10 ges
end 4 0 0 -8 12 ers
end 4 0 0 -7 7 ays
end 4 0 0 -5 7 ens
end 4 0 0 -4 0 go
end 4 0 0 0 0 gin pel try
end 4 0 0 0 11 ans ble
end 4 0 1 0 0 oar
end 4 0 3 0 0 lps
end 4 0 4 0 0 uce
end 5 -8 0 0 0 ink
end 5 0 0 0 0 let
end 5 0 0 0 11 its
end 5 0 0 0 13 ies
end 5 0 2 0 0 lop
end 5 0 3 0 0 ell
end 5 0 4 0 0 ove
end 6 -5 0 0 0 end
end 6 0 -6 0 9 cts
end 6 0 0 0 0 do
end 6 0 0 9 0 age
end 7 -7 3 0 0 ify
end 7 0 0 -9 9 nds
end 7 0 0 -8 10 rts
end 7 0 0 -7 9 ins
end 7 0 0 0 0 ake see
end 7 0 0 0 11 ces sts
end 8 0 3 0 0 ave
end 9 0 -6 0 9 ves
end 9 0 -4 0 0 is
end 9 0 0 -5 10 res
end 9 0 0 0 12 ses
end 10 0 0 -6 10 tes
end 10 0 2 0 0 ize
initial 0 -8 0 0 2 /
initial 0 -5 -6 0 0 [
initial 0 -5 -5 0 0 •
initial 0 0 -21 3 0 a
initial 0 0 -11 0 0 -
initial 0 0 -8 3 2 '
initial 0 0 -7 0 2 |
initial 0 0 -4 0 0 <
initial 0 0 0 0 4 ! $ 9
initial 0 0 0 0 5 0 6 8 {
initial 0 0 0 0 6 3 4 7
initial 0 0 0 0 7 ( 2 5
initial 0 0 0 0 8 1 \`
initial 0 0 0 0 9 #
initial 0 0 0 5 3 ^
next -5 0 0 0 0 ) breeze
next -5 0 0 4 0 of
next -4 0 0 0 0 goes means
next -4 0 0 4 0 and
next 0 0 -7 0 0 policy
next 0 0 -6 0 0 people students
next 0 0 -6 5 0 when
next 0 0 -5 0 0 about levels plants
next 0 0 -5 3 0 companies that
next 0 0 -4 0 0 !YEAR activity industry
next 0 0 -4 2 0 from
next 0 0 -4 3 0 ! allowed
next 0 0 -4 4 0 :
next 0 0 -4 6 0 might
next 0 0 -3 0 0 if on
next 0 0 -3 2 0 -END-
next 0 0 -3 3 0 before
next 0 0 0 -7 0 each
next 0 0 0 -6 0 down
next 0 0 0 -5 0 day goods many new paper
next 0 0 0 -4 0 courage her organized story
next 0 0 0 -3 0 !HYPHEN an been evidence more
next 0 0 0 0 -4 's
next 0 0 0 0 2 !DIGITS acidic balloons beatles charming combine. employ enjoy. hygiene nutrient occur. peas remainder weeks
next 0 0 0 0 3 abilities advance asian breaths brother church convince correlation deal descent desired. diversify divisor enforce evolve extinction. firms
next 0 0 0 0 3 fisherman fusion globe. hour income intestine leader least military mockingbird monkeys param perfect preposition pronoun propose rebellion
next 0 0 0 0 3 reproduce royal state. stopping substitute surroundings teaspoons town. trading voice
next 0 0 0 0 4 access alliance array century chromosomes contributions deprivation disasters dollar end freedoms game government participle plagiarism
next 0 0 0 0 4 plausible prism role showcase side tool twists water
next 0 0 0 0 5 african breathing celsius. german losses moment much syntax theme way
next 0 0 0 0 6 culture european teaspoon time
next 0 0 0 0 7 american civilizations
next 0 0 0 0 8 year
next 0 0 0 2 0 , . could for to was
next 0 0 0 3 0 '' agencies architect at came costs following has he maker may or reveals song system without
next 0 0 0 4 0 because courses did owners shows who
next 0 0 0 5 0 are bags between can chain over records
next 0 0 0 6 0 after does products
next 0 0 2 0 0 - announces buchanan. build button cakes chooses data gogh limit resources sorry three towels
next 0 0 3 0 0 & administrator allocated am around. b. carolina concepts. d. dietary dioxide. dry editor energy engines es formation gatsby granger great
next 0 0 3 0 0 hardware healthcare hemisphere hockey hop humorous identify include john juice kong korea manage meanwhile oop oregano pacific president
next 0 0 3 0 0 promote require river safety salinger saving short software square stands technologies threw war welfare
next 0 0 3 3 0 (
next 0 0 3 4 0 is
next 0 0 4 0 0 act apart bezos conversely cycle. department difficulty enabled however lyric medical park revolutionized secondly would
next 0 0 5 0 0 although community constitution curie home inquiries. lastly rice straws
next 0 0 5 3 0 additionally
next 0 0 6 0 0 care furthermore moreover technology union
next 0 2 0 3 0 in
next 0 3 0 0 0 fats reality strategy. systems
next 0 4 -4 3 0 with
next 0 4 -3 3 0 by
next 0 4 0 0 0 across
next 0 4 0 0 5 thing
next 0 5 0 0 0 cart through
next 2 0 0 -6 0 how
next 2 0 0 0 0 our
next 3 0 -5 0 0 it
next 3 0 -2 -3 0 the
next 3 0 0 0 -3 up
next 3 0 0 0 0 further one
next 4 0 -4 -4 0 your
next 4 0 0 -5 0 his their
next 4 0 0 -3 0 some
next 4 0 0 0 0 away yourself
next 4 0 0 4 0 this
next 4 4 0 0 0 out
next 5 0 -2 0 0 a
next 5 0 0 -5 0 them
next 5 0 0 -2 0 me
next 5 0 0 0 0 n't together
next 7 0 0 0 0 its
next 10 0 0 0 0 what
nextEnd -6 0 0 0 0 are
nextEnd -5 0 0 0 0 ) ant ell ert ges res ted uce
nextEnd -5 0 0 0 4 cts
nextEnd -5 0 0 4 0 of
nextEnd -4 0 0 0 0 and ave ned
nextEnd 0 0 -7 0 -4 out
nextEnd 0 0 -6 3 0 cks
nextEnd 0 0 -5 3 0 rms
nextEnd 0 0 -4 0 0 EAR
nextEnd 0 0 -4 0 3 nts
nextEnd 0 0 -4 2 0 rom sts
nextEnd 0 0 -4 3 0 !
nextEnd 0 0 -4 4 0 :
nextEnd 0 0 -3 0 0 ers ery if on
nextEnd 0 0 -3 2 0 ND-
nextEnd 0 0 -2 0 0 can
nextEnd 0 0 0 -8 0 ral
nextEnd 0 0 0 -6 0 ial ips rge
nextEnd 0 0 0 -5 0 any ard iet ily ist new ory own rly
nextEnd 0 0 0 -4 0 eed ogs one ude ven
nextEnd 0 0 0 -3 0 HEN an ent ese nty
nextEnd 0 0 0 0 -4 's
nextEnd 0 0 0 0 2 ITS
nextEnd 0 0 0 0 3 ion nce ths
nextEnd 0 0 0 0 4 ons ure
nextEnd 0 0 0 0 5 ean ors
nextEnd 0 0 0 2 0 , . for to was
nextEnd 0 0 0 3 0 '' at did he ith may or uld
nextEnd 0 0 0 4 0 ses who
nextEnd 0 0 0 5 0 oes wed
nextEnd 0 0 2 -7 0 cal
nextEnd 0 0 2 -3 0 ree
nextEnd 0 0 2 0 0 - ary ata eet ill ogh
nextEnd 0 0 3 -3 0 ive
nextEnd 0 0 3 0 0 & am ark b. d. ded ed. ely es ete ler ndo nns ohn ous ran rce rgy sby sum tte ued ugh ulb vel war
nextEnd 0 0 3 3 0 (
nextEnd 0 0 3 4 0 is
nextEnd 0 0 4 -6 0 nal
nextEnd 0 0 4 0 0 _id ady aid ank ble des eer eum gue ide ied rs. rty son ten tic zos
nextEnd 0 0 4 4 0 has
nextEnd 0 0 5 0 0 air ays ite lly ped ser
nextEnd 0 2 0 3 0 in
nextEnd 0 4 -3 3 0 by
nextEnd 0 4 0 0 0 elf
nextEnd 3 0 -5 0 0 it
nextEnd 3 0 -3 0 0 his
nextEnd 3 0 -2 -2 0 the
nextEnd 3 0 0 -4 0 how
nextEnd 3 0 0 -3 0 ome
nextEnd 3 0 0 0 -3 up
nextEnd 4 0 0 -8 0 our
nextEnd 4 0 0 -5 0 eir
nextEnd 5 0 -2 0 0 a
nextEnd 5 0 0 -5 0 hem
nextEnd 5 0 0 -2 0 me
nextEnd 5 0 0 0 0 n't
third -7 0 0 0 0 has
third -5 0 -4 0 0 :
third -5 0 0 0 0 who
third -4 0 0 0 0 , num
third -4 0 0 3 0 also
third -3 0 0 0 0 is
third 0 0 -6 0 0 common
third 0 0 -5 0 0 because history she store take
third 0 0 -4 0 0 '' are around at full into make support were
third 0 0 -3 0 0 he machine product this
third 0 0 -3 2 0 -END2-
third 0 0 -3 4 0 through
third 0 0 -2 0 0 ? it they
third 0 0 0 -5 0 information
third 0 0 0 -4 0 assistants new
third 0 0 0 -3 0 involves two
third 0 0 0 0 -4 system
third 0 0 0 0 3 bionic country
third 0 0 0 0 4 can does
third 0 0 0 2 0 -END-
third 0 0 0 3 0 buy her random.randint where would
third 0 0 0 4 0 both have personal year
third 0 0 0 5 0 environmental
third 0 0 0 7 0 up
third 0 0 2 0 0 !DIGITS amazed
third 0 0 3 -3 3 of
third 0 0 3 0 0 /p act an apothegmatic based color disagree establish exchange i++ index law leadership might obama sang
third 0 0 4 0 0 court health just report some
third 0 0 5 0 0 ) business english group many mortgage protection service which
third 0 0 6 0 0 's magazine
third 0 0 7 0 0 party
third 2 0 -4 -4 0 !HYPHEN
third 3 0 -2 0 0 more
third 3 0 0 0 0 happened piece true type what
third 4 0 0 0 0 much
third 6 0 0 -4 0 %
third 6 0 0 0 0 political
`
