/**
 * Weights of what a beginning has, written by scripts/train_first_verb.py: a kind; for and against each group of tags, in halves; the words. The first line is
 * what each group has by itself.
 */
export const firstVerbWeights = `
-3 -3 2 2
word -9 0 3 0 been
word -7 0 0 0 were
word -7 0 1 0 diverse
word -7 0 1 4 appropriate
word -6 0 0 0 done field
word -6 0 0 3 modern
word -6 5 0 0 found
word -5 0 0 0 cold ideal smart
word -5 0 0 2 muscle
word -4 0 0 0 spoken
word -4 0 2 0 web
word 0 -10 0 6 red
word 0 -9 0 5 own
word 0 -8 0 0 advanced
word 0 -8 0 4 same
word 0 -7 0 0 items present understand
word 0 -7 0 2 program
word 0 -6 0 0 am cook help hope remote text
word 0 -6 0 3 sound
word 0 -6 2 8 !HYPHEN
word 0 -6 3 0 prevent
word 0 -5 0 0 code show start style watch
word 0 -5 3 4 contrast
word 0 -4 0 0 paragraph
word 0 0 -8 13 they
word 0 0 -8 15 other
word 0 0 -8 17 and
word 0 0 -7 0 additionally furthermore
word 0 0 -7 12 two very
word 0 0 -7 13 any her more people she
word 0 0 -7 15 our your
word 0 0 -6 3 shopping
word 0 0 -6 5 humans
word 0 0 -6 6 finally
word 0 0 -6 11 the their what
word 0 0 -6 12 you
word 0 0 -6 16 each
word 0 0 -6 18 both
word 0 0 -5 0 painting
word 0 0 -5 2 lead
word 0 0 -5 3 plans
word 0 0 -5 4 passage thinking
word 0 0 -5 8 these
word 0 0 -5 11 his
word 0 0 -5 12 after
word 0 0 -5 13 ever
word 0 0 -5 14 four
word 0 0 -4 9 i
word 0 0 -4 10 a he interest
word 0 0 -4 12 then
word 0 0 -3 8 an
word 0 0 0 -9 come
word 0 0 0 -5 listen
word 0 0 0 -4 run
word 0 0 0 1 campaigns deployment flexibility gift historic human information largest offering organic period public queen raw snacks spirit stroll tax
word 0 0 0 1 tea traffic type us view violent you.
word 0 0 0 2 abilities. accept access. active adventure advertising. advice. against age. agreement agricultural alarms amongst ample analyse apartment
word 0 0 0 2 applications. areas. attack author balloons basic basketball be. bed before. better biological birthday bond boolean boxes bright. cameras
word 0 0 0 2 category cats cells century cheese cholesterol chromosomes clean coffee colorful combines comedy component courageous coverage criminal curr
word 0 0 0 2 dead descriptive dialogue dream edit efficiency. electricity. element elements. emptiness enemy engine enough entanglement equilateral
word 0 0 0 2 establish evaporation events. executive exercising explore extract. factors. far farmer feature fills find fingerprint fire fits flavor
word 0 0 0 2 follows form frameworks furniture genetic gifts guidance healthy ignore improvement incident independence influence ingredient intuitive
word 0 0 0 2 irrelevant laboratory language law legal less list loyalty lucky malicious mathematical matter meaning metabolic midnight min mind minute
word 0 0 0 2 models morning novels nutritional observation observe obvious occasional opening oppressive organism outcome outlook paperwork partnerships
word 0 0 0 2 performance persuasive philosophical photo pinch plays pleased poems polygon pool potential powerful presence presidential prior processes
word 0 0 0 2 professionalism promotes proposal purchase quality queries. quote race rains rare reduction referral reflection relevance relief repetitive
word 0 0 0 2 reps resort respectful restaurant restful room rope scale science search seasonal shipping similarity six skilled skills sleep solution
word 0 0 0 2 sorted southern speech spread steam stock store strategy stress success sugars supportive symptoms system systems tagline tallest teaching
word 0 0 0 2 technological tense there. through. toll too transactions. transparent trash treatment treaty trip. trips troubleshoot turbine turbulent
word 0 0 0 2 ultraviolet unfair unlimited valid vegetables vegetarian visually voice void waste whose wildlife. wind. word. yard young | · – “
word 0 0 0 3 ! * -2 < = abundance abuse accounts. acknowledge adaptive adjustable advantages adventure. adversarial affected air. airpods alerts
word 0 0 0 3 algorithms. alike alive. alternative alternatives. amount analysis. analytics animals. another. answers. antibiotics apollo array. articles
word 0 0 0 3 artificial aside. assistance assistance. assistant assumption ate atoms attention. attractions audiences authorities autonomously avengers
word 0 0 0 3 bacteria balloon bands beaches beauty. beginners beneath beyond big blooms boards brains brief brilliant browsers buses cakes capability
word 0 0 0 3 capture care carries catastrophic caution challenges chance chapter cheers chinese classical cleaning clocks closed clothes cloves coins
word 0 0 0 3 collaborative collapse colleagues collision color comfort commitment competitive computational condenses conditioning consensus conservative
word 0 0 0 3 considerations console.log consumer contemporary contracts convenience convenient courage creatures credit cubic cucumbers cuisine curious
word 0 0 0 3 curtains cycle deal decline decorative democracies desire diamonds digits disappointment discipline diseases dishes disputes disruptions
word 0 0 0 3 distance distant divide dominant doubts drivers drives droplets drug dystopian earliest earthquake earthquakes economic ecstatic education.
word 0 0 0 3 effectiveness efficiency efficiently. electricity emails. emissions. emphasis employers enables encourages encouraging endorphins
word 0 0 0 3 engineering environments. equipment error errors. essential ethical evans evenly evergreen evident exams exceptional excess exhilarating
word 0 0 0 3 expanse expectancy expenditure expense experience. external extinction extraction failures fairly fall fans fastest favorable feed finance
word 0 0 0 3 finances. financial financing fireflies fish. flakes flies fluids fold football for. forestry former formula forums foxes fragment frames
word 0 0 0 3 fuels fully fundamentals future gains glorious gracefully grounds hard hats hear heat. heavier herbivores heroes hills holiday huge
word 0 0 0 3 hurricanes hybrid illustration image imperative import impossible inadequate initiatives injuries innocence innovative inputs instance
word 0 0 0 3 institutional integration intense intrinsic intuition invent investor jelly jokes jungles labor landscape lanes latin lectures legally
word 0 0 0 3 liberties lights lists locals lonely loudly loves magical magnetism management manufacturing masks massive medical melody mental moral
word 0 0 0 3 mountain multiple mutually nation navigation. necessary necessary. need. networks norms norway notable number. numerical nutrient nuts
word 0 0 0 3 obesity objects. obstacle occur. occurrences off. office. offices oil. oils old. olives ominous operations. operator opportunities.
word 0 0 0 3 oppression optical optimal optimism. option. options. organisms organizations. organized. original ourselves outfit outside. oversight
word 0 0 0 3 oxygen oxygen. package pair participation particle partners passes pastry patience peppers perception perhaps permits phase photos pigs pins
word 0 0 0 3 plagiarism platform political politicians pollination popularity populations pork positives poster pound pounds preference preservation
word 0 0 0 3 primary priorities processing production profession professionals profitable programmers programs progression promise pronouns proof
word 0 0 0 3 protagonist protagonists protective proudly proximity pumps purposes quality. quantitative quantity quick quickly quotation quotes racism
word 0 0 0 3 radiant radio readable reading realistic reality recordings recruitment refer reflective reform reliant reminder repeat representation
word 0 0 0 3 resilience resistance responsibility responsive restoration restore result returns revenues rhetorical risk roles roses routes ruins sage
word 0 0 0 3 salaries sandwiches satellites sauces scalar scan scheme sculpture seemingly separation sequence sequences shade shame shape sharp shifts
word 0 0 0 3 short silent simplifies sleek slide smartphone snippet socialism society socrates soldiers solid solo soundtrack sour soviet spectacular
word 0 0 0 3 speeds spells sports spreadsheet stability standard stars steadily steep stocks stores stranger strategically structure substantial sugar
word 0 0 0 3 sunrise supply surfaces survival sweetness swiftly symbolic synthetic table_name tables. tablets talk tall tangible tank target task. taxi
word 0 0 0 3 tea. teenager telemedicine template temple temples terror tests. text. textures than therapy things. thinker thoughtful thread throat timer
word 0 0 0 3 times. tire tissue together. tone. tools topic. topics. tornadoes toss tour tradition traffic. training. transfers translation transparency
word 0 0 0 3 trees. trial troops trunk turbines twists typography ubiquitous unauthorized uncertainty uncle understand. understandable unintended
word 0 0 0 3 updates. upload urban urbanization usage. usual valleys vast vegetable vehicles victorian village walls walls. warm water. wavelengths
word 0 0 0 3 wetlands wicked wild window. winter wishes with. woods. wore work work. worker x1 yeast yield youtube §§ à
word 0 0 0 4 $ -- -1/4 -what abilities absence acceptable accurately activities. ad advances adventurers again ages. allies always ambition amenities
word 0 0 0 4 analysts anytime appearance appliance applicable appointments approach area. arrangement arrays asian assembly assets. assistants
word 0 0 0 4 atmospheric attempt attendance audience. australian awards background. bats batteries bears beginnings best beverages bicycles bills bits
word 0 0 0 4 bonds boundaries brakes brands brothers bubbles bugs busy buyers car carnivores cautiously celebration cellular cereal chains chambers
word 0 0 0 4 chances characteristics charges checklist chemistry chorus chunks circuit claim classes classmates classroom clients closer cohesive
word 0 0 0 4 collections colonies column commercial competition compromise concepts conflicts considerable contacts continuous contract conversations
word 0 0 0 4 converts cooperation copies copper cottage cotton couples creature credible crime criteria cryptocurrencies cultural culture currently
word 0 0 0 4 customs cuts deals declines degrees delays democracy dependence deviation diagnostic diets digestive disadvantage disadvantages
word 0 0 0 4 dissatisfaction doctors drones due easier easy ecological economies economy ecosystems edge edges effect efficiently electrical electrons
word 0 0 0 4 elegant elliptical else emotion empowerment engagement engineers enigmatic enterprise enthusiastic environment enzymes equality equitable
word 0 0 0 4 essence evolutionary examines exchanges exhibit existence exit expectations expensive experience experiment expert exploitation expresses
word 0 0 0 4 extra extracurricular extreme face facilities fame farms faucets filters finch fires firmly firms fishing fixtures flames flaws flight flour
word 0 0 0 4 flowers. forgive formidable forward freedoms frequent fresh friend fruits fuel fund fundamental funding future. games genetically genres
word 0 0 0 4 gestures glaciers gods golf grains greatest greetings habitats heads high hobbies households hues hundreds importance important inability
word 0 0 0 4 indigenous indirect infectious inside instant insulation interactive intervention invasive inventory involvement item jaguars jeans jewelry
word 0 0 0 4 kinds landmarks languages laptops legislative lessons light lives loan logically long luxury magazine magazines matters maybe meaningful
word 0 0 0 4 meanings measurable median meeting memory microservices milk mining mixture moderation modes moments monitoring mood native nature nausea
word 0 0 0 4 neighborhood neural newspapers node. noise noises notebook notices oats object. occasionally. occurrence oceans offerings offerings. office
word 0 0 0 4 oh on. once. one. ones. online. open optimism orange. ordinary others. ounces out. outcomes. output. pace pads page pain painful pancakes
word 0 0 0 4 parents partial passengers passion passwords paths penalties penalty percent performances performs periodically periods permanent physical
word 0 0 0 4 physics pixels poetry polls pond ports positive poverty power precipitation premise principle probabilistic problems process producers
word 0 0 0 4 product profiles progress projects pronunciation protocols quarter questions. rankings rate reasonable recipes reds redundant reforms refuge
word 0 0 0 4 regulations relative reliance replacement representatives reputation research resistant results revolutionary roads robust rockets roughly
word 0 0 0 4 route rule rules russian scalable scans scene scent score screen screens secret secrets section seeds separate seventh sexual shareholders
word 0 0 0 4 sharks sheet shift shop shots shredded siblings side similar simple slowly smiles smoking societal solace somewhere spacious speakers
word 0 0 0 4 species spices stable statement static statistical storms strands strange substance successful successive sugary summit sunglasses superior
word 0 0 0 4 surgery symmetrical syntactic talent talks task taste taste. tasty teamwork techniques. telephone telescope temperature. temperatures
word 0 0 0 4 temperatures. test. testament theme theories thing third thoughts thrift thunder tickets timeline tiny title titles tools. toothpaste topic
word 0 0 0 4 tortoise tourist towels traditionally transformation travelers treasure. trials triangles trip trouble trustworthiness tumultuous types
word 0 0 0 4 unable uncover unequal unexpected unhealthy units unseen up updates urgency urgent user. users. utilities variables viable viewers visible
word 0 0 0 4 voltage vote voyage warming. wars waters weaknesses webinars websites weights wildfires winds wondrous x year. years. yellows yet. yoga
word 0 0 0 4 youth zones { π
word 0 0 0 5 -1 -beach accessories achievable acoustic adhere adhesive adults advice aid americans analysis anomalies answers anxiety anything anywhere
word 0 0 0 5 apart appliances argument artifacts artistic aspects assets atmosphere. attacks attributes bars baseball beans bees birds blogs blueberries
word 0 0 0 5 bones breaks buildings cans capabilities carpet centuries charge charts checks cinematic circular circumstances cities claims clicks
word 0 0 0 5 clinical close comic complaints complete compliance confidence confident configure consecutive consent consistent constructive containers
word 0 0 0 5 continually costs criticism cues cycling dangers demand despair diagnoses difficulty discoveries distances drastically durable early
word 0 0 0 5 economics educational effective efforts electronic emotional emotions empire employment enabled encouragement endgame endurance enforcement
word 0 0 0 5 enhances equally era erosion establishment evening event except excessive expansion exposure extensive factors facts families figurative
word 0 0 0 5 figures finances financially firewalls flat flip floods foliage foods footprint footsteps force formal formats frame freshly generations
word 0 0 0 5 global gradually graduate greens guarantee guidelines harmonious heights homepage hormones hotel hundred illnesses immersive immutable
word 0 0 0 5 implications impressive incredibly inflation infrastructure initial insects intent iphones irregular layers lean learners legendary
word 0 0 0 5 legislation licenses likely lines literary losses loud low magnetic managers margin marketers materials measures meats members memories
word 0 0 0 5 message milestones military minutes mistakes mixed molecular mountains movements murder museums naturally nearby necessarily negative
word 0 0 0 5 neither networking no. none note nuclear objectives. objects obstacles ocean. oceans. officially operations opponent optimistic options
word 0 0 0 5 orbit organs origin originally other. outcomes outside ovens owners packages packaging paintings parameters particles patches peace penguins
word 0 0 0 5 perseverance personal philosophy picture pictures plates platforms plausible possibilities preferences pressure prestigious previously
word 0 0 0 5 pricing primarily procedures proficient profits prompts property punishment pursuit quadratic qualitative queries query questionnaire rain
word 0 0 0 5 rates reactions recently refugees relies remarkable reports responds responsibilities retail river rivers routines safe sand scenarios
word 0 0 0 5 scenes scientist script second semantic sentence servers shades shells shelves shops showers signature significantly similarities size skies
word 0 0 0 5 slices small somewhat specifically spot squares stance steady strangers strawberries stressful strike stripes strives structural struggle
word 0 0 0 5 subjects subsequent substances suddenly sufficient suit surroundings symbolism tape teaspoons technology teenagers teens tender. terrain
word 0 0 0 5 theory thief thoroughly thousands threats thrones timelines tokens tomatoes tomorrow training trait truth unconditional underneath
word 0 0 0 5 understanding. unethical unforgettable unit unless unprecedented unpredictable unrelated up. us. vaccines vessels violence votes waves
word 0 0 0 5 waves. ways. wearable website. whales wherever willingness wonders words worth writers x2 xyz yeah yellow yogurt yours yourself.
word 0 0 0 6 ( -the a. accepted actionable administrative aliens alternatives animals anyone appeal applications article atop attractive automatically
word 0 0 0 6 autonomous banking biases blues building businesses carbohydrates cardiovascular cards citizens classic clause clues coastal cognitive
word 0 0 0 6 collective comparative complex components conference constant continent continued contributes corporate current deadlines debate decades
word 0 0 0 6 decisions democratic disaster dogs dolphins ears enjoyable enters entrepreneur equivalent exact exclusive exotic expenses exponential
word 0 0 0 6 extraordinary fears findings firm first forces frogs gardens headlines hearts horse if indian industries influencers inquiries insurance
word 0 0 0 6 integers invaluable japanese lie logical longer loose lows lunch machinery major market marketing markets meanwhile measure memorable minds
word 0 0 0 6 molecules moves movies muscles musical mutual nearly nonlinear notes objectives off offer older oldest olive ones operating pages percentage
word 0 0 0 6 personnel pesticides pets phrases place plane planets plants possibility posts potentially predictive prevalence procedure prominent prone
word 0 0 0 6 properties psychological purchases qualities question randomly rapid readers recovery recursive respective rights rise risks scope secondary
word 0 0 0 6 sentiment services share significance simulated slower someone spaces spending stages stakeholders standards state storage storm streets
word 0 0 0 6 strong successfully sudden sure swiss teachers team teams tedious tender texture thereby threat times timing tool topics toppings toward
word 0 0 0 6 towel treats tree. tremendous trends true tweet unclear unity universe. unlikely usage use. useful username utensils villagers viruses
word 0 0 0 6 voices vulnerable wear webpages weekly which wings workout worlds worse
word 0 0 0 7 \`\` above accounting activity actually adventures ages aims already arms aside attempts banks by camera candidates capital careful cases
word 0 0 0 7 categories choices comfortable communities compounds concern consequences construction consumers courses cultures dates designers details
word 0 0 0 7 discrimination earth egg elements emily entrepreneurs environmental especially european exercise exercises experiences factor factory
word 0 0 0 7 failure farm fats fees files flowers forests forever freedom funds gases generally green hint increasingly incredible individuals interests
word 0 0 0 7 issue it leaders leisure letters limited luxurious man manually meetings meters money monthly months naive nobody nor nutritious odds often
word 0 0 0 7 order out oven parent particularly parties parts pathways patterns peaks perspectives phones pieces point points polar policies portable
word 0 0 0 7 powers practices precious price profit properly proteins provider quiet quite racial ready recent record religious requests responses sense
word 0 0 0 7 settings shines significant sites smartphones sources states step stronger students stylish subject symbol technical temperature themes
word 0 0 0 7 throughout tones typical universe unusual upon views wage western wonderful wrong yes
word 0 0 0 8 # adjectives advantage art at back business class clothing computers cost countries creative crops databases datasets days detailed direct
word 0 0 0 8 dna easily effects entry everywhere examples excellent fear feelings films fish flame forms free here ideas incentives index later linear
word 0 0 0 8 machine meat messages methods moreover name net on only potatoes previous prices project regular regularly related relevant rural sales
word 0 0 0 8 scientists sensitive shoes should spring stories strings suitable supplies surveys tables technique television theft themselves therefore
word 0 0 0 8 this tone truly tv twice unnecessary various volume whenever workers yesterday younger zone
word 0 0 0 9 - activities alone branches characters common companies company customers devices differences earlier eight engines equal eventually
word 0 0 0 9 everyday everyone everything excitement fewer flexible friends greek images lower names near nothing numerous onto opportunities others
word 0 0 0 9 particular places players principles rather reliable renewable responsible robotic scenario sentences serious soft sometimes source spanish
word 0 0 0 9 special stage such technologies ten terms things thus traditional unemployment unlike users valuable values widespread years yet yields
word 0 0 0 9 yourself
word 0 0 0 10 !YEAR below cars changes concerns emails end evidence expertise figure happy in little machines meets numbers or part plus possible private
word 0 0 0 10 really resources romantic savings sustainable typically whatever whole
word 0 0 0 11 across advertising almost along although among away british can eyes fields french further german ground interested never no products
word 0 0 0 11 several so specific techniques to total trading usually we who why would
word 0 0 0 12 !DIGITS also either employees features for good however instead investment my next of otherwise overall policy revenue right soon
word 0 0 0 12 sophisticated student though without year
word 0 0 0 13 around as average but five higher how its late like much not now oil once since together will within
word 0 0 0 14 another because before behind clear few from just over real there trees well
word 0 0 0 15 about last many steps those through today under
word 0 0 0 16 despite every industry that where
word 0 0 0 17 all one until
word 0 0 0 18 large some still three while
word 0 0 0 19 even with
word 0 0 0 20 during most when
word 0 0 1 0 adult ahead applied area arm blender body brain breakfast breakthroughs bringing candidate case cash chose crescent dangerous dear developed
word 0 0 1 0 embrace etc. eye false great heavy hesitate immense influential items. label logo material meal narrative neutral noun park presentation.
word 0 0 1 0 recognition reinforcement remain replace rocket say smile syntax tablet thousand wait workplace
word 0 0 1 2 chair employee fictional fight night.
word 0 0 1 3 eggs feet giant hour pleasant seafood
word 0 0 1 4 independent interface local proven smaller
word 0 0 1 6 home
word 0 0 1 7 tasks
word 0 0 2 0 accomplished action adaptability adjective adverb agency algorithm amendment amusement antonym apology arr arrive arrived assess atmosphere
word 0 0 2 0 b bangladesh bar barack battery bee biggest blog blood bluetooth bold bonus bread breath broth brush bug bulbs buy cake capacity. card
word 0 0 2 0 career castle cat catchy caught celery certain chatbot chili choice choose citation city. classifier clock coated. columns combine command
word 0 0 2 0 compress computer. concept conditions. conversational cost. cover css cuba customer dare date delicate demonstrate design. desired
word 0 0 2 0 development. distance. distances. div divine do. done. draft drought e. email empathy energy. enjoy. evil expand express factual falls
word 0 0 2 0 feedback. fiber field. first. flower for= fort fun function furious gather gem generalization genre giza goods. grab growth gun hamlet
word 0 0 2 0 happiness hello help. here. heroic highway hike hiking hill houston html http hunger hydrogen hypothesis id idea identify incentivize indoor
word 0 0 2 0 initiative interest. interviewer invest is_prime iv. java job jobs joke journey. keras kill land laptop law. leather legs life. light.
word 0 0 2 0 liquid mac machine. magnificent maintain manager map maple marketing. mass matrix max_val mean meditating menu metaphor method migrate
word 0 0 2 0 min_idx minutes. monarchy money. monitored more. mozilla n't na newfound nlp num1 num2 o occur p parallel pattern person personality. phrase
word 0 0 2 0 planet plato pm poem powerpoint practice privileged professional profile pronoun protection protein rainbow rainforest ram rank re reach
word 0 0 2 0 reads regression representative republic res return. robot s sarah sat scared season seem severe shortest sight. single slice slogan soil
word 0 0 2 0 something. song. speeds. sphere split states. status stick stone stood storage. stove str str1 str2 strive stroke strong. studio sudo sulfur
word 0 0 2 0 survey system. tech temp thou tranquil transportation u universal vacuum value veganism vegas verb via visit. volunteer wallet warmth
word 0 0 2 0 warrior ways weapon weather
word 0 0 2 1 key manual middle
word 0 0 2 2 abstract academic chronic collaborate core internet. latest mistake online proper schools skillet summer
word 0 0 2 3 benefits. books children design difficult entertainment example feedback fix format intelligence model move movement space star user virtual
word 0 0 2 3 whereas
word 0 0 2 4 food head object phone security vibrant
word 0 0 2 5 deep
word 0 0 2 6 country efficient
word 0 0 3 0 a/b accent accurate achieved acid acquire add ah ai algorithms alice altered amino analogy analyzed and/or animal ann anns answered apache
word 0 0 3 0 apex api appeared applicant apps arc aristotle arr.length asparagus asset assign atp attire audio austen autumn avocado b2 baby backyard bad
word 0 0 3 0 baker bakery balanced barn battle bayes bc bean began behaviour belgium beloved belt ben birdsong blend blended. blessing boat boil
word 0 0 3 0 bookshelf bored boston bottom bovine bow bowl. brainstorming brave breakdown breakthrough brick brighter broccoli buds bulb bulk burger
word 0 0 3 0 bustling c++ ca cabinet cable cacti cafe calls canvas card. cart caulfield center. channel char character. charger checkout child. chile
word 0 0 3 0 chocolate chop chris chunks. circle. cite clean. climate. cloud clown cm co2 cocoa college combine. complete. conclusion. consume content.
word 0 0 3 0 context context. cool correct. correctly. costume cough could counter countryside countryside. county courses. cozy cpu creamy. create cruel
word 0 0 3 0 cry cube cup curl curve d.c. damage. darkness. dash data. database daylight deadlines. dealt death. debug decision. decor decrease defeat
word 0 0 3 0 degrees. delegate delhi delight describes desired. desperate destiny details. developer devices. diagram differ differences. dim dip
word 0 0 3 0 directed disadvantages. disagree disappeared discard discuss disney disrupt distractions. divisor dog dot download drastically. dream. drew
word 0 0 3 0 drink drive dropbox dull dust dynamic eiffel eisenhower el en encountered encrypt enforce entire f facebook fair familiar father fatigue
word 0 0 3 0 faulty fearsome fluffy. focus foods. forests. franklin fraud fred furry g g7 garden. generation geography giraffe glad globe. glucose gmos
word 0 0 3 0 gogh going. grandmother grapes grateful gravitational grease greece group. h h2 hardware harvard healthcare. heap hide highest highlight
word 0 0 3 0 him. himself. hockey home. hometown hope. horizon hr hummus hurricane hustle hyperparameter ibm idiom ii il income income. incorporate
word 0 0 3 0 increase india inequality. ingredients. initiate inner input. inputs. inside. insight instructions. into introduce introductory involve
word 0 0 3 0 involved. ip ireland isaac j. jackson jake jamaica jane jar javascript jefferson jenny joe josephine joyful judge justin kangaroo kangaroos
word 0 0 3 0 keen kelly kept keywords. king. kitten kiwi labor. layer. lb ledger length les library limerick line linux livestock loaf locations. look.
word 0 0 3 0 lot love. lug m maintenance. makeshift mammal manhattan manipulate market. married marvel mask massachusetts max maze meal. media media.
word 0 0 3 0 melancholic mention meta methods. mid mile miles. miller million mimic mineral mint mirror mission mnemonic mockingbird models. month. mop
word 0 0 3 0 morale morality motivate motivated. mountains. movements. mozzarella mph mr. mri multiply music. must n name. name= navigate netflix
word 0 0 3 0 neurons. night noinput north oat okay openai organization palindrome pan parmesan pathway pearl pepper. philosopher plans. plants. pollen
word 0 0 3 0 precise professor public. purpose resource respond rhythm rough safety. salmon sam sammy san saudi sauté savor school scientific seo
word 0 0 3 0 september server. sets. settings. shape. shawshank shore. significantly. simba simpler simply site sizes skillet. sky. slim smell snow
word 0 0 3 0 snowman snowy sort south spacex species. speech. sprinkle square statement. steamed steven stir strategy. studies. styles. suppose swap
word 0 0 3 0 swept swirls tart teeth tesla texas thailand thick thirst thursday tight time titanic token turkey usa v value. value= var ve videos viewer
word 0 0 3 0 vinci visa vr wave wheat wifi william wise world
word 0 0 3 1 child network
word 0 0 3 2 access analyze beautiful climate comprehensive data helpful interesting me
word 0 0 3 3 array family. fast intelligent popular software
word 0 0 3 4 additional makes needs. network. response seven
word 0 0 3 5 past
word 0 0 3 6 specialized
word 0 0 4 -5 king
word 0 0 4 0 adept adobe agile al alan alter anagram andrew angela anne app arctic armstrong arpanet ash attach atticus automated avenue backpropagation
word 0 0 4 0 bag barbecue baroque beneficial bias biden biking billion biodiversity. biology bionic bird bitcoin blockchain bowl branding bread.
word 0 0 4 0 breathing broken brown. browser bucket burden burn butterfly buzz buzzing c canada captain carol cauliflower cave. chase chicago chickpeas
word 0 0 4 0 children. chill chopped class= coin colombia commerce confront congress console const continental copyright corn crisp crowd d darker david
word 0 0 4 0 de decisions. demand. depict deploy depth describe destination. developers device. diagrams diced dictionary did diego diet. digit
word 0 0 4 0 directions. discriminant disease dispose down. dr. drank dreamed dried east estate ethernet factorial fake fat fell film finland florida
word 0 0 4 0 forest forgotten fortune foster francisco frisbee fulfill game. gandhi garden gatsby gender gene ginger girl glow goal god godfather golden
word 0 0 4 0 good. gorilla gps grams greater greener grill ground. guide guitar habitat haiku handmade hardships he/she highly him hitler hollywood hong
word 0 0 4 0 horizon. href= hue. hurt icy id= identity. illustrate immune impact. inc. increment influencer initialize instagram interior interview iot
word 0 0 4 0 issue. j je jeff jim john. johnson journey jr. k kale kennedy kg km knack knowledge korea la las laugh lay layer lee leg lemon liberty lime
word 0 0 4 0 lincoln logic london lone los luck lunar mahal management. manner. march marine mark mat materials. meals. medium member. mercury metric
word 0 0 4 0 mexico michael might mike mild mind. minimize minute. mix mixture. ml modal moment. month moon. mount movie mundane museum. music news nobel
word 0 0 4 0 nostalgia notice november num october oled olympic oop partner paul pet philadelphia picnic pie pink plain plastic play. poland portal
word 0 0 4 0 problem productivity profound regularly. report reserve rest revolution rid rom salt. sang scott seed seen. sheet. shield showcase signal
word 0 0 4 0 sin sincere singapore sit skill skip smooth snake soda spicy spinach stephen sue sum summary sun. super supplies. svm switzerland syrup
word 0 0 4 0 tokyo vegan veggie versatile versus war water website whale wildlife word worry zealand
word 0 0 4 1 individual
word 0 0 4 2 breeze cell document government implement joy return
word 0 0 4 3 information. main wind
word 0 0 4 4 payment tree
word 0 0 4 5 amazing
word 0 0 4 6 content output
word 0 0 4 8 down
word 0 0 5 0 abc added agree aim albert american angle april associated athlete b. bake barrier base beach beer beijing bell belong bill biodiversity
word 0 0 5 0 bite blue board bob bottle boy brazil budgeting bush button car. cardboard chart chicken christmas christopher cinnamon click cloth cloudy
word 0 0 5 0 control. crocky dataset dave dense desktop desolate dioxide discrete eastern ernest f. facilitate fierce fried full further. gdp general
word 0 0 5 0 google got gpt gravity grid grocery hang hash hat have. healthcare honest honor horror humanity. illinois indonesia insights. institute
word 0 0 5 0 internet invite island. italy itself japan julia keyword kindness kit knock kong lake lowercase lung mash mass. meet message. minced mindset
word 0 0 5 0 mitigate model. mrs. newspaper nile nucleus null number nums pot resume richard rome saturday shown simplest sir sky sleep. smooth. social
word 0 0 5 0 steve straw sugar. sunday tom vary washington woman wonderland worldwide
word 0 0 5 1 laws novel
word 0 0 5 2 book elif fit
word 0 0 5 3 ancient it. mobile
word 0 0 5 4 game
word 0 0 5 6 different
word 0 0 5 7 unique
word 0 0 6 0 acquisition act ads airport alex almond alternate america approximate army australia band beat budget c. china coast crew d. day. december
word 0 0 6 0 degree delete derivative diet dough england faith formulate friday garlic gas grace graph hand handwritten hashtag hidden hot insert
word 0 0 6 0 interpret ios island journal kingdom. knife lion loss minister miss motor navy newton northern old pepper peter quantum ray sandwich self
word 0 0 6 0 series spain specializes spell strengthen suggest supreme term tuesday u.s. video wit
word 0 0 6 3 heat
word 0 0 6 6 between
word 0 0 7 0 august axis bank blanket block box brand breathe britain chat compete day delicious depression fail february fill grew harper heard hey
word 0 0 7 0 homemade internal james january john jones july kingdom kitchen may me. microsoft monday monitor mouth pacific pandemic paris poor predict
word 0 0 7 0 row sun town
word 0 0 7 3 host
word 0 0 8 0 association atlantic black court department electric europe grand health hunt indicate june kind knight mary prime smith trade west
word 0 0 8 4 int
word 0 0 8 5 def
word 0 0 9 0 afraid apple bear behavior bit bring center charles energy exchange george germany heart house jack knew national ocean renaissance service
word 0 0 9 0 street trust white york
word 0 0 9 5 input
word 0 0 10 0 air brown community france moon university
word 0 0 10 2 new
word 0 0 11 0 age computer international navigation president sea union wall
word 0 0 12 0 angeles chemical digital industrial party
word 0 0 14 0 city development
word 0 0 15 0 united
word 0 1 0 -5 helped
word 0 1 0 0 showed tried
word 0 2 0 0 analyzing decentralized energized exploring faced fascinating finished flooding gathered landing layered learning paired performing played
word 0 2 0 0 qualified recording recycled something tailored transferred turned
word 0 2 0 3 understanding
word 0 2 3 0 grabbed meant
word 0 2 4 0 said
word 0 3 0 0 accessing adopting advancing advocating aiding alternating arranging awaiting beginning being biased born carved catching changed charged
word 0 3 0 0 charging checking cleaned collected compiled computing confirming connecting constructed constructing crossed dating daunting deciding
word 0 3 0 0 described detecting disrupted distracted distributing diversifying dressed driving employing ended enforcing establishing exhausted
word 0 3 0 0 explained fallen feeding filling filtering flipping flowering flying formulating founded freeing freezing fulfilling gazing gleaming grading
word 0 3 0 0 greased grilled guessing hanging haunted identifying ignoring implying included increased inherited intrigued invented invested joining
word 0 3 0 0 landed lighting liked listed loved lying marked mastering melting mesmerized minimizing nestled observing orbiting ordered outdated owning
word 0 3 0 0 pointing polluting pounding praised preserving printed produced pushed questioning raced raging rating realizing reasoning reflected refused
word 0 3 0 0 rejected reminded renewed researching resolved reunited reversed reviewed revolutionizing rolled routing rushed scheduling sending sent
word 0 3 0 0 separated shooting simplifying socializing spreading storytelling stressed stuck submitting substring succeeded surfing surrounded surviving
word 0 3 0 0 swimming testing thanked tied toasted tracked transferring uncovering unlocked unplugging upcoming waiting wishing woke wrapped
word 0 3 2 0 chosen
word 0 3 3 0 was
word 0 3 4 0 group met
word 0 4 0 0 abandoned adjusted admiring allowing balancing believed capturing carrying caused checked conducting containing contributed converted
word 0 4 0 0 coordinating covering credited defined delivered demonstrated depending deploying derived descending designated discounted drawn educating
word 0 4 0 0 elated embedded emphasizing engaged established expanding explaining exposed facilitating facing falling fascinated fighting filled fixed
word 0 4 0 0 floating flowing frustrated gained generated glowing graduated granted grated groundbreaking guided guiding happening helping hydrated
word 0 4 0 0 implemented imposed improved installed introduced invited keeping knowing laughing leading lighthearted lightning limiting lived loaded
word 0 4 0 0 loving lowering manipulated mentioned opposing organizing originated paid parenting parking paying peeled picked planned planting playing
word 0 4 0 0 powering predicted pressing prioritizing programming protected published pulled pursuing racing recognized recorded recycling reflecting
word 0 4 0 0 refreshed regulated regulating relaxing remembered reminding reported represented requested resolving respected restoring resulted retrieved
word 0 4 0 0 returned returning reviewing rewarded riding risen roasted ruled running sailing sampling scoring secured seeking selected setting settled
word 0 4 0 0 showcasing signed sleeping smiling softened sparkled spelling splitting storing striking striving summarizing sunset supposed swaying talked
word 0 4 0 0 tasked thrilled touching treated treating underlying unified unstructured updating varying viewed volunteering walked warming watched
word 0 4 0 0 winning wondered
word 0 5 0 0 accompanied affecting applying attending bought categorized celebrating changing combining compared comparing competing completing comprised
word 0 5 0 0 conducted controlling converting created cutting decreasing defining determined displaying downloading drawing educated elected enhancing
word 0 5 0 0 enjoying executed fixing forced gaining greeting happened headed hoping illuminating impacting implementing improving intended laughed
word 0 5 0 0 letting listening looked manipulating multiplying occurring overcoming phishing posting preventing promised proposed provided purchased
word 0 5 0 0 pushing putting radiating raised raising realized regarding removed repeated replacing representing required requiring responding revealed
word 0 5 0 0 rustling saturated shared shifting sitting soothing sounded sparkling starting stirring struggling suited targeting transmitted traveled
word 0 5 0 0 turning utilized verifying weakened
word 0 5 2 0 left
word 0 6 0 0 agreed built committed completed considering consisting controlled designed determining discussed equipped evaluating examining existing
word 0 6 0 0 featuring feeling guaranteed highlighting holding identified installing involving labeled launched learned leveraging loading maintaining
word 0 6 0 0 melted optimizing placed practicing predicting preparing presented presenting processed producing received receiving recognizing reduced
word 0 6 0 0 remaining removing resulting rhyming saying sharing shimmering shining showing smiled soaring sorting streamlining stumbled supporting
word 0 6 0 0 targeted thought told towering traveling trusted updated valued wearing
word 0 6 2 0 grown
word 0 6 3 0 spent
word 0 6 4 0 had
word 0 7 0 0 asked avoiding causing coming composed creating decided enabling generating growing having involved lasting leaving located missing needed
word 0 7 0 0 opened optimized passed promoting reaching rising seeing staying streaming surrounding
word 0 8 0 0 achieving doing ensuring getting increasing introducing linked looking managing offered protecting reached reducing released saving
word 0 8 0 0 searching solving studying taken tested using utilizing worked
word 0 8 3 0 held
word 0 9 0 0 adding based called considered developing giving going making used
word 0 10 0 0 expected named taking
word 0 11 0 0 including known organized providing sold
word 0 13 0 0 following
word 0 15 0 0 lost
word 0 17 0 0 given
word 0 21 0 0 made
word 1 0 0 0 pay
word 1 0 0 4 signs
word 2 0 0 0 classify decorate deliver engage evaluate gives improves perform practices. raise reduce regulate represent requires resolve river. solve
word 2 0 0 0 summarizes transfer update utilize walk
word 2 0 0 3 [ paint •
word 2 0 0 4 comes train
word 2 0 0 6 plan plant
word 2 0 1 0 break
word 2 0 2 0 brainstorm decide handle serve
word 2 0 4 0 generate knowledge. stand
word 3 0 -5 7 top
word 3 0 0 -5 go
word 3 0 0 0 assume calculates categorize check determine discusses explain leads lift locate looks lose love persuade pick prepare preserve pretend
word 3 0 0 0 price. produce reorganize slow starts teach tend throw turn uses verify
word 3 0 0 1 launch
word 3 0 0 7 speed
word 3 0 1 0 join
word 3 0 2 0 has led promote
word 3 0 4 0 build include require
word 3 0 5 0 use
word 3 0 7 0 make
word 4 0 0 0 defines does enable examine gain happens includes incorporates lies protect recommend refine remains remember rewrite rinse think transform
word 4 0 0 0 welcome
word 4 0 0 5 respect
word 4 0 1 0 want
word 4 0 2 0 develop prefer
word 4 0 3 0 compare continue enhance helps
word 4 0 4 0 reaches
word 4 0 6 0 become
word 4 4 0 0 read
word 5 0 0 -8 have
word 5 0 0 0 appear begin benefit lend participate produces prove pursue reorder turns
word 5 0 0 1 means
word 5 0 0 2 shows
word 5 0 0 3 need
word 5 0 2 0 be
word 5 0 3 0 apply get grow
word 5 0 4 0 happen improve
word 5 0 6 0 know
word 6 -5 0 0 play
word 6 0 0 0 allows compares demonstrates do encourage hold indicates remove restate tell
word 6 0 3 0 are
word 7 -6 0 0 look
word 7 0 0 0 involves put suggests
word 7 0 2 0 please
word 8 0 0 0 call says see try
word 8 0 2 0 keep
word 8 0 4 0 provide
word 9 0 0 0 expect let take
word 10 0 0 0 is
word 12 0 0 0 give
word 14 0 0 0 consider
pair -5 0 0 0 text_,
pair -5 0 0 6 allows_for focuses_on
pair -5 0 2 2 me_the
pair -1 0 -6 0 place_the
pair 0 -6 0 3 lead_to
pair 0 -5 6 0 do_not
pair 0 -4 0 0 identify_!DIGITS
pair 0 -3 0 0 are_you
pair 0 0 -8 0 are_:
pair 0 0 -7 0 additionally_, furthermore_, types_of
pair 0 0 -7 11 variety_of
pair 0 0 -6 0 experience_, improve_the information_and performance_and pollution_, pollution_and risk_of statement_is store_, system_and
pair 0 0 -6 5 list_of
pair 0 0 -6 7 include_:
pair 0 0 -5 0 culture_, definition_of finally_, levels_and sentence_and systems_and teaspoon_of
pair 0 0 -5 4 stress_and
pair 0 0 -5 6 example_of series_of
pair 0 0 -5 8 tasks_,
pair 0 0 -4 0 communication_, event_, experience_and ideas_and selection_of sound_of
pair 0 0 -4 4 onion_,
pair 0 0 -4 5 combination_of communication_and efficiency_, power_and which_can
pair 0 0 -4 6 location_, name_, population_of security_, tips_for which_are
pair 0 0 -3 0 experience_of
pair 0 0 -3 4 collection_of
pair 0 0 0 -6 generate_!DIGITS
pair 0 0 0 -5 did_n't world_of
pair 0 0 0 -4 joy_and
pair 0 0 0 1 beauty_, control_of data_scientist
pair 0 0 0 2 !HYPHEN_!HYPHEN !HYPHEN_food !HYPHEN_programming a_key a_school a_traditional a_wide also_provides amount_of and_data and_development
pair 0 0 0 2 and_exciting and_output and_personalized and_protect and_take applications_and availability_of content_is data_for design_a each_day
pair 0 0 0 2 equipment_, for_greater for_my from_!YEAR from_data games_, into_an levels_, list_five management_and more_accurate of_animal of_education
pair 0 0 0 2 of_potential of_work phone_, sentence_into stories_and that_best the_ancient the_climate the_color the_common the_day the_early the_essay
pair 0 0 0 2 the_goal the_heat the_longest the_middle the_next the_path the_plan the_planet the_population the_printer the_space the_triangle the_word
pair 0 0 0 2 they_must to_change to_determine to_explain to_give to_me to_produce up_, up_for while_(
pair 0 0 0 3 !DIGITS_, !DIGITS_- !HYPHEN_design !HYPHEN_questions !HYPHEN_systems !YEAR_!DIGITS (_!DIGITS -_!HYPHEN -_take -_use a_, a_= a_brave a_break
pair 0 0 0 3 a_brief a_character a_comfortable a_creative a_dark a_dog a_fire a_healthy a_home a_hypothetical a_laptop a_local a_more a_negative
pair 0 0 0 3 a_personalized a_picnic a_plausible a_poem a_recent a_restaurant a_secure a_strange a_suitable a_sustainable a_typical a_user a_virtual
pair 0 0 0 3 accuracy_in also_help also_helps an_animal an_item an_old an_original an_unexpected and_also and_be and_better and_digital and_do and_easily
pair 0 0 0 3 and_energy and_enjoy and_faster and_for and_had and_how and_innovative and_manage and_negative and_online and_only and_personal and_provides
pair 0 0 0 3 and_resources and_security and_so and_technology and_testing and_that and_thus and_understanding and_using and_vibrant and_yellow and_“
pair 0 0 0 3 array_of as_!HYPHEN as_its attempts_to b_= balance_and be_used below_the best_to better_understand change_, clean_and communicate_with
pair 0 0 0 3 creativity_and design_and draft_a earth_is elements_, environment_, environment_and experience_the experiences_and facial_recognition
pair 0 0 0 3 facts_about follows_a food_and for_its for_other for_their friend_, government_is he_'d he_also he_felt home_and humans_, i_] i_love
pair 0 0 0 3 i_recently in_data in_turn inquiries_, introduction_to items_to just_a machine_learning manufacturing_, more_sustainable morning_,
pair 0 0 0 3 most_effective most_famous n_= name_some nature_is network_and network_is news_article numbers_in of_ai of_coffee of_digital of_five of_his
pair 0 0 0 3 of_human of_life of_living of_medical of_my of_one of_online of_plastic of_speech of_technology of_them of_things of_three opportunity_for
pair 0 0 0 3 platforms_, poem_about principle_of product_and programs_and progress_and provides_a public_transportation pursuit_of quality_and rate_of
pair 0 0 0 3 refer_to resources_and response_to rights_and rise_, river_, robotics_, search_and she_has she_would something_that sources_, spread_of
pair 0 0 0 3 sprinkle_with start_by story_that strategy_for stress_, structure_of such_a support_, support_and system_, task._!DIGITS text_and text_is
pair 0 0 0 3 that_, that_everyone that_requires that_use that_we the_application the_book the_bright the_business the_central the_data. the_distance
pair 0 0 0 3 the_economic the_energy the_family the_financial the_garden the_great the_greatest the_home the_increased the_item the_largest the_last
pair 0 0 0 3 the_leaves the_little the_logo the_material the_modern the_moon the_natural the_oldest the_only the_passage the_person the_player
pair 0 0 0 3 the_players the_present the_product the_report the_results the_students the_sun the_table the_team the_technology the_text the_user
pair 0 0 0 3 the_window the_words the_“ they_'re this_statement time._the to_$ to_all to_easily to_find to_finish to_higher to_his to_move to_offer
pair 0 0 0 3 to_other to_reach to_save to_set to_share to_start to_stop to_turn to_visit to_watch to_work to_write to_you topic_of topics_and trees_are
pair 0 0 0 3 two_different two_given users_, waves_, well_, who_can who_had with_all with_some you_feel you_may you_with you_would
pair 0 0 0 4 !DIGITS_+ !DIGITS_= !DIGITS_x !HYPHEN_by !HYPHEN_language !HYPHEN_solutions !YEAR_- -_\`\` -_how -_increased -_set a_!HYPHEN a_basic a_certain
pair 0 0 0 4 a_city a_classic a_company a_data a_fictional a_good a_large a_major a_mysterious a_new a_powerful a_program a_tree a_vibrant a_website
pair 0 0 0 4 access_to activity_, advantages_of also_, also_include also_provide among_the an_algorithm an_appropriate an_effective an_estimated
pair 0 0 0 4 an_incredible an_individual and_!HYPHEN and_accurately and_add and_avoid and_complex and_contrast and_ensure and_focus and_go and_greater
pair 0 0 0 4 and_human and_increasing and_it and_modern and_more. and_never and_optimize and_reduce and_reliable and_software and_some and_time and_we
pair 0 0 0 4 and_white and_you answer_: any_potential around_, as_the attempt_to audience_and back_to begins_with below_, but_it by_allowing by_making
pair 0 0 0 4 by_providing by_taking by_their by_which can_cause can_create can_find can_generate can_involve can_learn can_then can_we car_, car_is
pair 0 0 0 4 chance_of change_and chorus_: cities_, color_, company_and company_is conditions_, consists_of contribute_to country_, courage_, customer_:
pair 0 0 0 4 customers_with data_from decision_trees despite_the differences_between done_by eager_to efficiency_in efficiency_of effort_to email_to
pair 0 0 0 4 emergence_of emphasis_on engage_with ensure_the equation_!DIGITS equivalent_to feedback_to follows_the food_is for_certain for_human
pair 0 0 0 4 force_of friendly_and friends_and from_your fruits_, game_of goals_, ground_, he_had he_walked how_could how_many how_this i_could i_will
pair 0 0 0 4 in_europe in_its in_life in_python in_which is_by it_as it_into it_requires it_the it_will it_would items_, kinds_of lack_of
pair 0 0 0 4 language_processing language_to layers_, leads_to linear_regression look_at loves_to loyalty_and man_who materials_and millions_of
pair 0 0 0 4 mission_to moment_and more_complex motion_, must_be name_five name_three natural_disasters natural_language nature_of needs_to network_of
pair 0 0 0 4 of_an of_computer of_how of_product of_software on_her on_my on_our onto_the or_a or_even order_by our_lives outlines_the over_time pain_,
pair 0 0 0 4 painting_is physical_activity plan_, planning_, possible_to powder_, process_that processing_and provides_an query_to rather_than
pair 0 0 0 4 reliance_on resources_for science_, sentence_for sentence_that sentiment_analysis she_had should_provide should_take since_it since_the
pair 0 0 0 4 skills_, small_town so_they solution_to strategies_, tablespoon_of talk_to taste_of teams_to technology_in temperature_of text_in
pair 0 0 0 4 that_contain that_provides that_require that_she the_appropriate the_array the_audience the_basic the_bear the_biggest the_character
pair 0 0 0 4 the_children the_closest the_code the_computer the_content the_current the_darkness the_economy the_entire the_estimated the_event
pair 0 0 0 4 the_future the_global the_high the_human the_information the_letter the_model the_most the_movie the_mysterious the_night the_novel
pair 0 0 0 4 the_original the_output the_paper the_past the_potential the_provided the_red the_remaining the_river the_robot the_sound the_story
pair 0 0 0 4 the_string the_study the_three the_top the_town the_traditional the_train the_tree the_village the_website their_own theme_of theory_of
pair 0 0 0 4 there_are there_is these_include they_also they_often this_data time._!DIGITS times_, tips_to to_!HYPHEN to_communicate to_consider to_cook
pair 0 0 0 4 to_discuss to_do to_express to_grow to_include to_increased to_make to_overcome to_travel today_'s tools_and track_and two_words unable_to
pair 0 0 0 4 under_the up_in upon_the us_with users_can version_of waste_and we_will what_does what_i what_we will_take with_his with_minimal with_more
pair 0 0 0 4 with_other words_in words_that would_also would_include write_!DIGITS you_could |_!YEAR •_!DIGITS
pair 0 0 0 5 !DIGITS_cup !HYPHEN_-END- -_what a_) a_bit a_dream a_family a_given a_greater a_larger a_model a_product a_random a_sentence a_specific
pair 0 0 0 5 a_team a_triangle a_tweet ability_to about_their addition_to an_important and_economic and_family and_get and_improved and_keep and_let
pair 0 0 0 5 and_often and_services and_use and_what apples_, art_, article_is as_a at_a atmosphere_, attention_to beauty_of before_the beyond_the
pair 0 0 0 5 business_, by_creating by_its can_easily can_make can_provide cars_, cause_of changes_in cheese_and class_, code_that collaboration_and
pair 0 0 0 5 company_'s company_, complexity_of connect_with content_to courage_to cycle_of damage_to data_about days_, down_a during_the education_and
pair 0 0 0 5 efficient_and efforts_, ensure_a ensures_that equal_to equation_is everyone_is experience_in experience_that exposure_to face_of facts_,
pair 0 0 0 5 faster_than features_a find_!DIGITS find_an first_!DIGITS for_each for_the forward_to from_different from_its help_people history_and
pair 0 0 0 5 how_did how_you ideas_to if_i if_it if_they if_you in_an in_india in_your input_: interact_with introduction_of it_had it_in likes_to
pair 0 0 0 5 lines_of list_, list_and list_for lives_, look_for loyalty_programs man_, man_was markets_, me_a meanwhile_, models_, models_to months_,
pair 0 0 0 5 nature_'s networks_to nouns_: numbers_and of_data of_its of_life. of_the of_two of_your oh_, on_an on_earth on_global on_how on_their
pair 0 0 0 5 opportunity_to option_for order_, out_a output_a oven_to over_a overall_, oxygen_, page_, pay_for phrase_that platform_for politics_,
pair 0 0 0 5 potatoes_, price_of probability_of production_, program_for programs_that recognition_, respect_and result_of rise_in risks_, services_,
pair 0 0 0 5 services_and share_the should_consider should_use skills_and solution_for someone_to speed_of stands_for state_of stock_market store_the
pair 0 0 0 5 story_about strategy_to suitable_for sure_to symptoms_of system_is systems_, systems_to tale_of tall_and task_, task_is technology_has
pair 0 0 0 5 technology_to that_will the_amazon the_city the_conflict the_data the_forest the_initial the_key the_local the_minimum the_new the_opposite
pair 0 0 0 5 the_primary the_professor the_stock the_ultimate the_vast the_world. them._the then_the they_had this_paper this_would those_who though_the
pair 0 0 0 5 time_with to_a to_build to_enable to_encourage to_explore to_further to_get to_increase to_live to_maximize to_practice to_remove to_show
pair 0 0 0 5 to_the to_try to_use tomatoes_, top_!DIGITS trends_and two_characters understanding_, until_the up_with upon_a values_, vegetables_and
pair 0 0 0 5 vehicles_and verb_: way_people ways_of websites_, what_a what_the when_the which_was will_help with_your work_is work_on works_by
pair 0 0 0 5 would_involve x_is yes_, you_'ve you_know your_favorite
pair 0 0 0 6 !HYPHEN_pandemic -_a -_the about_the accuracy_of across_the action_to an_!HYPHEN an_efficient and_build and_its and_offer apples_are
pair 0 0 0 6 appliances_and architecture_, around_!DIGITS around_the article_, article_and as_they assistant_to at_the available_to beneath_the
pair 0 0 0 6 benefit_from benefits_and between_!DIGITS body_and by_adding by_using can_help close_to colors_, communication_between complex_tasks
pair 0 0 0 6 contact_with content_marketing courage_and customers_, devices_, disadvantages_of early_!DIGITS education_is effect_of environment_is
pair 0 0 0 6 eventually_, examples_include exercise_, fear_, find_all first_, for_a form_, form_of from_a from_his from_other function_to help_of home_to
pair 0 0 0 6 how_can i_think ideas_, if_( if_a importance_of in_a in_their information_to intelligence_, intelligence_and intelligence_in interested_in
pair 0 0 0 6 iphone_!DIGITS issue_, issues_, issues_and it_could it_involves it_more it_provides items_in language_is lines_, list_two long_, lots_of
pair 0 0 0 6 management_, measure_the milk_, minutes_, moment_of name_!DIGITS name_and nature_, near_the needed._!DIGITS needs._!DIGITS of_$ of_a
pair 0 0 0 6 of_financial of_ten of_their of_time. on_its once_the or_in orange_, oranges_, pair_of patterns_and peace_and performance_, performance_of
pair 0 0 0 6 place_, plan_for population_, potential_customers poverty_and process_for process_is process_to processing_, product_, product_is product_of
pair 0 0 0 6 public_class quality_of range_from renewable_energy results_in robots_are safety_of science_and sentence_, sentence_\`\` sentence_as
pair 0 0 0 6 sentence_from sentence_is sentences_, side_of situation_, size_and small_village species_, speed_, spend_time storage_and structure_,
pair 0 0 0 6 such_as sure_your systems_are tasks._!DIGITS tasks_that team_and team_members technology_that temperatures_and the_!HYPHEN the_air
pair 0 0 0 6 the_average the_dragon the_first the_number the_other the_proper the_u.s. the_virus them._!DIGITS they_should this_includes this_will
pair 0 0 0 6 through_the time_to to_achieve to_create to_generate to_its to_provide to_take to_your too_much tool_for tools_for training_, trends_,
pair 0 0 0 6 understanding_of us_to verse_!DIGITS ways_that we_'re were_the which_a which_has which_involves which_they while_the with_their within_the
pair 0 0 0 6 word_: you_use
pair 0 0 0 7 !HYPHEN_activities !HYPHEN_list [_\`\` accessible_and all_the analysis_, and_other and_their application_of approach_to arrange_the article_in
pair 0 0 0 7 balance_of basketball_, beauty_and been_a better_than between_!HYPHEN by_a can_use cats_are change_in commitment_to conclusion_, construct_a
pair 0 0 0 7 consumption_and costs_, could_n't could_not data_in data_that difficult_for discover_the diseases_, education_, effective_communication
pair 0 0 0 7 emissions_, engagement_and enough_to environmentally_friendly found_a function_that grammatically_correct help_with history_of hope_to how_a
pair 0 0 0 7 how_the however_, https_: increase_in information_from intelligence_is it_also like_a list_!DIGITS market_, marketing_, meaning_of
pair 0 0 0 7 means_that model_that model_to nature_and network_to order_of outline_the outside_the place_in place_to plan_and post_about process_and
pair 0 0 0 7 processes_, product_to program_that quality_, recognition_and relationships_with result_in rise_of risks_and sense_of sequence_of
pair 0 0 0 7 small_businesses solar_system someone_who sources_of speed_and stars_and states_that step_!DIGITS store_and structure_and support_for
pair 0 0 0 7 sure_the system_that team_, technology_can technology_is temperatures_, than_!DIGITS than_!HYPHEN than_a the_earth the_given the_snow
pair 0 0 0 7 them_with thinking_, this_helps three_main to_identify to_manage to_their together_, towards_the understand_the which_will with_a with_the
pair 0 0 0 8 (_!YEAR above_the adjust_the and_a and_the article_about b_: begins_to benefit_of body_, chance_to clouds_are cost_savings
pair 0 0 0 8 customers._!DIGITS demand_for difficult_to divide_the effect_on efficiency_and engage_in feature_a fix_the form_the how_do implies_that
pair 0 0 0 8 information_, it_allows language_, language_and least_!DIGITS less_than moreover_, n't_be name_four need_, needs_and over_the patterns_in
pair 0 0 0 8 plan_to program_to relationship_between relationships_between research_, research_and risks_of secure_, secure_and skills_to space_for
pair 0 0 0 8 statement_that strategies_for strive_to system_for technology_and training_and up_your vegetables_, well_as were_a whether_the which_the
pair 0 0 0 8 won_the write_the
pair 0 0 0 9 [_!DIGITS access_the allow_the assess_the by_the challenges_and change_on could_be could_have data_to difference_in easier_to family_,
pair 0 0 0 9 follow_the found_that found_the inside_the larger_than means_to name_two on_the operating_system power_, power_of power_to process_of
pair 0 0 0 9 processes_and respond_to sentence_using should_include social_media string_, system_to tasks_and text_to than_other tools_to track_of up_a
pair 0 0 0 9 up_the virtual_reality way_we work_, work_with
pair 0 0 0 10 add_!DIGITS add_the against_the between_an difference_between down_the find_a if_the into_your it_'s items_and need_for process_, type_of
pair 0 0 0 10 up_to world._the
pair 0 0 0 11 analyze_the benefits_of explore_the impact_on off_the order_to search_for work_and
pair 0 0 0 12 has_!DIGITS impact_of into_a name_a output_the ways_to
pair 0 0 0 13 are_!DIGITS between_a find_the help_to need_to
pair 0 0 0 14 between_the than_the
pair 0 0 0 16 into_the
pair 0 0 1 0 !HYPHEN_in come_with describe_the discuss_the goal_of had_to poem_that solar_energy sure_you
pair 0 0 1 2 needs_of them_in
pair 0 0 1 4 target_audience
pair 0 0 1 7 them_to
pair 0 0 2 0 !HYPHEN_'' !HYPHEN_( !HYPHEN_, !HYPHEN_. !HYPHEN_and !HYPHEN_for ai_) believe_that content_, continue_to darkness_, data._the energy_to
pair 0 0 2 0 hope_and land_and led_to life._the life_, mental_health method_of nlp_) old_man online_learning possible._!DIGITS programs_, seeks_to
pair 0 0 2 0 stay_in
pair 0 0 2 1 device_that
pair 0 0 2 3 name_one
pair 0 0 2 4 persuasive_essay
pair 0 0 2 5 program_should
pair 0 0 3 -3 warm_,
pair 0 0 3 0 !HYPHEN_of adapt_to are_also are_some are_three are_typically area_, beach_, believe_in big_data blog_post books_, brave_and ca_n't cat_is
pair 0 0 3 0 civil_rights cloud_computing code_, compose_an concept_of could_involve customer_data customer_feedback customer_satisfaction data_structure
pair 0 0 3 0 data_visualization dear_[ deep_learning down_, efficient_, email_address engineering_, enter_the essential_for experience._the formulate_a
pair 0 0 3 0 hand_, help_improve hours_of journey_to june_!DIGITS know_the learn_to list_three me_, moon_is p_> pandemic_has phrase_\`\` positive_and
pair 0 0 3 0 purpose_of recipe_for reduce_stress rest_and sauce_, set_, suggest_five tall_, them_and united_kingdom us_, us_and use_, use_for vibrant_and
pair 0 0 3 0 world_and writing_, x_+
pair 0 0 3 2 between_two could_use
pair 0 0 3 3 convert_!DIGITS customer_support
pair 0 0 3 4 way_that
pair 0 0 4 -3 credit_card
pair 0 0 4 0 !HYPHEN_is !HYPHEN_the age_of ai_and algorithm_is algorithm_that algorithms_to are_several array_[ atmosphere_and between_different
pair 0 0 4 0 brainstorm_!DIGITS butter_and c_, clean_, clouds_, complex_and contrast_the convert_the convert_this conveys_the could_include create_and
pair 0 0 4 0 create_two customer_service. dark_and data_security day._!DIGITS degree_in delete_the did_not did_you differentiate_between disease_, eggs_,
pair 0 0 4 0 electric_vehicles fossil_fuels full_of generate_five hard_to heat_and idiom_\`\` important_for increase_their into_!DIGITS into_its john_is
pair 0 0 4 0 life_and life_is life_of matter_what may_have monitor_and music_, music_and new_york online_shopping online_store problem_and
pair 0 0 4 0 provide_personalized range_( relax_and science_fiction sea_levels social_and software_development software_engineer software_engineering
pair 0 0 4 0 strength_and them_, user_interface verb_\`\` vibrant_, water_, website_design website_for website_that world_is
pair 0 0 4 1 help_reduce
pair 0 0 4 2 arr_[
pair 0 0 4 5 important_to print_(
pair 0 0 4 6 focus_on
pair 0 0 5 0 access_, access_and access_control account_the accurate_and act_of add_an ai_can algorithm_should algorithm_to are_being areas_of
pair 0 0 5 0 beautiful_, beneficial_for bright_, calm_and carrots_, city_and climate_change context_, cook_until could_also create_!HYPHEN create_more
pair 0 0 5 0 data_into data_mining decide_which describe_an describe_three design_an determine_which easy_to edit_the explain_why generate_two go_,
pair 0 0 5 0 green_, has_many have_made human_rights ice_cream identify_three illustrate_the input_, insert_a internet_and internet_has into_account
pair 0 0 5 0 into_their into_two invest_in john_: joy_, knowledge_of learn_, len_( letter_\`\` life_'s lot_of majestic_, matter_how monitor_the
pair 0 0 5 0 phone_number phrase_“ productivity_, project_management quick_and red_, role_in save_money set_of share_their sky_, software_and
pair 0 0 5 0 space_exploration start_to successful_in suggest_an text_into them_as them_into third_, understand_and united_nations united_states use_an
pair 0 0 5 0 use_of value_, warm_and was_an was_in was_to water_is way_of wind_, woman_who written_in
pair 0 0 5 3 language_model
pair 0 0 6 0 ai_to algorithm_for allow_for atmosphere_of bake_for balanced_diet become_more brainstorm_three carbon_footprint combined._!DIGITS
pair 0 0 6 0 compare_two control_, create_new customer_'s detect_and down_and elephant_, false_. guide_to has_caused has_two have_also healthy_and
pair 0 0 6 0 height_of identify_any identify_two identify_which july_!DIGITS kind_of know_that love_and meet_the person_who powerful_, purpose_and
pair 0 0 6 0 quickly_and replace_the require_more role_of saw_the search_engine seen_as set_the short_, smell_of soft_, style_, suggest_some summary_of
pair 0 0 6 0 title_> use_!HYPHEN use_and value_of war_ii website_and website_is
pair 0 0 7 -4 potential_of
pair 0 0 7 -3 light_and
pair 0 0 7 0 ai_, ai_in ai_is answer_is are_not are_often area_and aware_of be_easily bright_and climate_change. complete_the construct_an cup_of data_is
pair 0 0 7 0 data_points design_the generate_an generate_three gpt_models has_been identify_and learn_and learning_, past_, perfect_for saw_a sort_the
pair 0 0 7 0 suggest_two water_and x_=
pair 0 0 7 1 customer_service
pair 0 0 8 0 are_both are_more battle_of create_an individual_'s key_to learning_is powerful_and speech_recognition write_an
pair 0 0 8 4 y_=
pair 0 0 9 0 find_and live_in potential_for set_up will_also
pair 0 0 9 2 result_=
pair 0 0 10 0 necessary_for
pair 0 2 0 0 born_in planning_and was_also
pair 0 2 3 0 was_so
pair 0 3 0 0 called_the committed_to determined_by exposed_to following_the made_with
pair 0 4 0 0 !HYPHEN_!DIGITS compared_to converted_into encountered_a engaging_in enjoying_the forming_a given_data helping_to increasing_the
pair 0 4 0 0 influenced_by involving_a known_for learning_model listening_to making_a programming_language relying_on required_for resulted_in
pair 0 4 0 0 working_with
pair 0 4 4 0 began_to
pair 0 5 0 0 allowing_the analyzing_the augmented_reality becoming_a bring_a creating_an dedicated_to designed_for explored_the finding_the given_a
pair 0 5 0 0 given_sentence leading_to looking_to made_of reducing_the running_a setting_up stored_in testing_and trying_to understanding_the using_an
pair 0 5 0 12 was_a
pair 0 6 0 0 adapted_to building_a composed_of exploring_the filled_with known_as learning_to limited_to seemed_to tried_to using_!HYPHEN wanted_to
pair 0 7 0 0 affected_by becoming_more connected_and discussing_the enjoyed_the excited_to found_in investing_in learning_in started_to used_for
pair 0 7 0 0 writing_to
pair 0 8 0 0 associated_with continued_to describing_the driven_by focused_on having_a taken_to written_by
pair 0 9 0 0 becoming_increasingly felt_a had_the
pair 0 10 0 0 had_a had_an
pair 0 11 0 8 was_the
pair 0 12 0 -7 related_to
pair 1 0 0 4 name_the
pair 2 0 0 0 begin_by demonstrate_the does_n't is_it passionate_about research_the retrieve_the support_the
pair 2 0 1 0 want_to
pair 2 0 3 0 has_also
pair 2 0 4 0 be_seen
pair 3 0 -6 0 are_the
pair 3 0 0 -7 suggest_a
pair 3 0 0 0 be_done be_in begin_to define_the estimate_the finish_the have_different have_some have_you is_likely items_that make_their remove_any
pair 3 0 0 0 returns_the start_a state_the suggests_that test_the
pair 3 2 0 0 took_a
pair 4 0 0 0 affect_the allows_the are_a choose_the clean_the cut_the define_a describe_a discusses_the establish_a explain_how give_three go_to help_me
pair 4 0 0 0 improve_their increase_the is_: is_both is_important let_'s maintain_a maintain_the open_the open_up propose_a protect_their provide_more
pair 4 0 0 0 reduces_the represent_the show_the summarize_a them_a turn_the understand_their
pair 4 0 2 0 are_two
pair 5 0 -5 0 reduce_the
pair 5 0 -4 0 be_to
pair 5 0 0 0 assign_a be_!DIGITS build_a classify_this contains_a develop_an devise_a do_it does_a enjoy_your find_out have_!HYPHEN includes_a
pair 5 0 0 0 is_currently is_highly is_that is_very keep_the leave_the let_us list_four list_the love_to offers_a participate_in print_the produce_a
pair 5 0 0 0 provide_a provide_two read_the recommend_a reduce_their requires_a select_the take_to think_about transform_the was_n't ·_a
pair 6 0 -5 0 make_the
pair 6 0 0 0 be_\`\` break_the compare_the complete_a correct_the creates_a describes_the detect_the enjoy_the evaluate_the explain_what explains_the
pair 6 0 0 0 extract_the get_the get_to have_been have_in have_no is_not is_usually keep_you make_it make_them make_your provide_!HYPHEN provide_the
pair 6 0 0 0 require_a review_the select_a spread_the tell_me track_the uses_the welcome_to
pair 6 0 3 0 calculate_the
pair 7 0 0 0 add_a are_\`\` ask_a be_the become_a check_the classify_the compose_a contains_the create_a create_the determine_the do_n't do_to does_it
pair 7 0 0 0 does_the enhance_the enjoy_a explain_a expresses_the feel_the generate_the have_the have_to imagine_a include_a is_!DIGITS list_some
pair 7 0 0 0 pour_the protect_the recognize_the reflect_the reflects_the secure_the serve_the set_a update_the visit_the
pair 7 0 0 1 identify_the
pair 7 0 0 3 use_the
pair 7 0 3 0 describes_a
pair 8 0 0 0 affects_the appreciate_the be_more captures_the choose_a compute_the connect_the contain_a contain_the control_the do_something has_a
pair 8 0 0 0 has_the have_any help_them identify_a include_the provide_!DIGITS reach_a reach_the rearrange_the return_a save_the summarizes_the
pair 9 0 0 0 are_an be_$ be_an change_the combine_the does_not generate_a have_an help_the make_a match_the provide_an use_a
pair 10 0 0 0 be_!HYPHEN return_the
pair 11 0 0 0 do_you
pair 12 0 0 0 explain_the write_a
end -9 3 3 0 ght
end -8 10 1 0 red
end -7 8 2 0 ced
end -6 0 0 0 und
end -6 9 1 0 ped
end -4 0 2 0 web
end -4 4 0 0 eft
end 0 -10 0 0 ase
end 0 -9 0 0 eat ect est nge ver
end 0 -9 2 3 ess
end 0 -8 0 0 ace ach ack act cle ine ite rch wer
end 0 -8 0 5 des
end 0 -8 3 0 se.
end 0 -7 0 0 eal elp ern iew ire low oes ray rve urn zes
end 0 -7 0 2 ort ows
end 0 -7 0 3 all lls ork
end 0 -7 0 4 nce
end 0 -7 2 0 are le.
end 0 -6 0 0 am art ask eer ete eys mit oks ps. rce rns rol uct urs ush ute
end 0 -6 0 2 ean ext
end 0 -6 1 0 em.
end 0 -6 2 0 ert oid
end 0 -6 3 0 ode on. st.
end 0 -5 0 0 ear how ide ift ks. me. ols ops rge sit sks
end 0 -5 0 2 vel
end 0 -5 2 0 at. ce. ck. nt.
end 0 -5 2 2 ept
end 0 -5 3 0 ed. ick
end 0 -4 0 4 ots
end 0 -4 2 0 rm.
end 0 0 -6 17 ely
end 0 0 -4 9 i
end 0 0 -4 10 a he
end 0 0 -4 12 als
end 0 0 -3 8 an
end 0 0 -3 12 ons
end 0 0 0 -5 sen
end 0 0 0 1 iod ith ket mps us
end 0 0 0 2 40 50 dic dio edy era fee fic fit gen gst hey icy ike ior kly lan lot mly not oat ou. pts rio rs. rug she six too usy wit xit | · – “
end 0 0 0 3 ! * -2 1/2 10 45 60 7 8 < = any aps arm axi big car cky eam egy ent erm fts gns gry hom iff ilk ios isk law lks lry nic nty oga oil one ras
end 0 0 0 3 rne ror ros rty two ubt ule uty x1 yes §§ à
end 0 0 0 4 $ -- 25 ___ acy ad alf due ees ere ews hat hes hor ims irs kes lse oh pon ste ums up x xes ybe ype yst { π
end 0 0 0 5 -1 1/4 2 ars ats cal eah eds eum few ffs hus ids ief igh jor lty men oms ond ore pes ppy rby rom ugs uld ure x2
end 0 0 0 6 ( a. can hly if ium ody ogs out rms the ths tic you
end 0 0 0 7 \`\` bol but by cks els ism it lar ous rks sis ual ues
end 0 0 0 8 # ady at eir ese ils lts on tv uch wly
end 0 0 0 9 - his ian ily lly rly sly yet
end 0 0 0 10 bly in ods or
end 0 0 0 11 ics no rds so to we who why
end 0 0 0 12 for gly lso my of
end 0 0 0 13 as dly hts
end 0 0 0 14 nts
end 0 0 0 16 nly tly
end 0 0 0 19 ors
end 0 0 1 0 aff ag. ay. bel dos dth ic. irt ld. ly. nel oft sal sms tc. tel ue. uel umn ury vey wth
end 0 0 1 2 sum
end 0 0 1 3 eme phy tax
end 0 0 1 4 mum
end 0 0 1 5 ncy
end 0 0 1 6 sic
end 0 0 2 0 -in .c. ad. ago ait ank aph apt arn ash aud avy b bar be. bic buy by. cat cel css ct. da. dae dea div do. ds. e. eak eet efs ege egs enu eos
end 0 0 2 0 ero eye fe. fry fun gal gem hem hen hy. i-1 iar ict id ie. ige ika ill ip. ipe it. iv. kle lad lag lel lk. loy lum mat me= mia mid mth my.
end 0 0 2 0 n't n-1 na nis nlp now nre nup nya o oaf od. odd oem og. ogo ok. ole om. oof op. p pad pal pe. pie pm pop que rd. re rel rer rod rum s sat
end 0 0 2 0 sk. te. tia tle to. toy tr2 tre ts. ttp tty tum u uck uil ul. ulb um1 um2 umb unk ur. uth uum vil wl. xt. ze. zip
end 0 0 2 1 afe oth oto
end 0 0 2 2 ags ams lip nth wn. yee
end 0 0 2 3 bit dit ggs ich ile ogy sky tem vor
end 0 0 2 4 bal dex hic hip lid lla ugh
end 0 0 2 5 ety ful her nal tal val
end 0 0 2 7 ial
end 0 0 2 8 ion
end 0 0 3 0 -19 .js .k. /or a/b ah ai aki ane ann api app arc arf asa asy atp aur aw. ax. azy b2 bad bai bat bc bee ben bet bie bon boo c++ ca cam cex
end 0 0 3 0 ch. cho chy cm co2 coa con cor cow cpu cs. cti cup cur dal day den deo dip doe dot dry dup ee. eem el elo emp en ene ep. er. erb es. et. eus
end 0 0 3 0 ex. ey. f fed fes ff. ffe fin fix fle fs. g g7 gas ge. gee gel ggy gic gle gna gs. gua h h2 hai hee hie hin hma hms hod hop hos hou hr ht.
end 0 0 3 0 hub hue hur ias ibe ibm ida iel ien ii il il. ili im. inc iny iom iot ip iri iro iss iti iwi j. jan jar job joe kay kid kim kit kup lax lb
end 0 0 3 0 le= leo lex lf. lhi lim lis lit llo lst lth m mar max mla mma mmy mns mop mos mpo mr. mri ms. mug n nah nai nan nca nci ne. nee new nfo ng.
end 0 0 3 0 ng1 nie nny non ns. nux nza oak oam oar ob. obe ogh oic oit oke ol. oli omy ora ot. ow. ox. pam pex ph. pps pt. pun pus rad rah rbs rdy rea
end 0 0 3 0 rem ret rmy rn. roo roy rt. rto rus sa. sam sas sel sh. sil sin sir sla sle sm. ss. ssy sta str sty sus th. tha thm tir tte tti ty. uay udo
end 0 0 3 0 uds udy ue1 ue= uff uin ula ulk un. une up. urg uri url uro usa uss ut. uté v var vas ve ve. via vis vpn vr wap wis xas yms zer zil zzy
end 0 0 3 2 air ca. far gh. gth gue idx ipt ird ker me nct ony yze
end 0 0 3 3 aft ale cer dog eas key oom way
end 0 0 3 4 bor ech ery ime oon ple thy
end 0 0 3 5 ath elf ity mal rth
end 0 0 3 6 ips ong ory ral
end 0 0 4 0 .e. .s. _id aac abc aco ado al al. ala alt aly amp amy ani ara ard arl ato aul aus ava bag bay bby bia boy bug bus bye c cci cia cid cki co.
end 0 0 4 0 com cro d dam ddy de de. dge dhi did dow dr. dro ebs ef= eff ein el. ena eph erd eta eth ew. exa fel fen fox ft. gar gex gie go. god got gps
end 0 0 4 0 gun han hel hew him hn. hoe hol hs. hty ia. iam id. id= ier ii. iku ila ilm ima imp ir. irl is. isc isp isy itt iza j je jim jr. k ke. kel
end 0 0 4 0 kg kip km kon ky. kyo la lee lem lew lge lie lix lky ll. lli log los lp. ls. lsa lue lyn ma. mac mas mix ml mse nam nap nc. ndy nix nry nte
end 0 0 4 0 nym obs oda oky oln oly oop or= oup ova owd ozy php pia por py. ran rat re. rgy rie rip rk. rld rna ro. rot rra rsh saw seo sey shi sip som
end 0 0 4 0 sor ss= sse sso sto svm t-3 ta. tan tat tml tom tro tue tus uba udi uer uis uke ulf ung uno upt ura urr us. vie war yer ypt zle zon
end 0 0 4 1 pic
end 0 0 4 2 ass del dom ler ock off oor oun rst tra ups
end 0 0 4 3 ail as. ata cy. ea. ign mer nto ool oot per
end 0 0 4 4 lic lor mic net oad oss ric
end 0 0 4 5 nst
end 0 0 4 6 ary tor
end 0 0 5 0 aas aby ada ael alm alo ama an. ari ark aze b. bin bot cit dan die don dra eau ece ela erg ett f. fly fy. gdp gn. gon gos gpt hia hut ico
end 0 0 5 0 ini isa ita ito lam lbs lia lin mad mba mus na. nda ngo nns nta nut ny. ohn oma oni or. ota ott pan phs pur ren rev rgo rin ris rix ry. sar
end 0 0 5 0 sco ser sie sql sun ton tts ude ue2 van vet vid vin wan wls yon ys. zen
end 0 0 5 2 lif
end 0 0 5 3 dy. en. ria ust
end 0 0 5 4 ger man nd. unt
end 0 0 5 5 num
end 0 0 5 6 ter
end 0 0 6 0 ang bow bs. c. che d. gan ham hon igo kin map min nna nus ola ona ont rey ril rry sby son tto
end 0 0 6 2 ner
end 0 0 6 3 arr har ice ney
end 0 0 6 4 in.
end 0 0 7 0 ana ina la. may nia nne ron san um.
end 0 0 7 2 ius ord
end 0 0 8 0 ica ley lle
end 0 0 8 5 def
end 0 0 9 0 ald dia
end 0 3 0 0 own
end 0 3 4 0 was
end 0 3 6 0 met
end 0 4 0 0 ken len orn xed
end 0 4 4 0 elt
end 0 5 0 0 ilt
end 0 6 0 0 aid ven
end 0 6 4 0 had
end 0 7 2 0 bed
end 0 9 0 0 ied
end 0 10 0 0 zed
end 0 10 3 0 yed
end 0 11 0 0 ged hed ved
end 0 11 3 0 med wed
end 0 12 0 0 ked ued
end 0 13 -8 2 sed
end 0 13 0 0 ded led
end 0 14 -6 0 ned
end 0 14 0 2 ted
end 0 15 0 2 ing
end 2 -9 0 0 der
end 2 -8 0 0 ain
end 2 -7 0 0 ise orm
end 2 -6 0 0 row
end 2 0 0 0 eck ild pay
end 2 0 0 3 [ •
end 2 0 0 4 ist mes
end 2 0 0 7 les ngs nks
end 2 0 0 8 ans
end 2 0 4 0 ell
end 3 -8 0 0 ink
end 3 -7 2 0 ate
end 3 -6 0 0 eep rse
end 3 -5 0 0 ose
end 3 0 0 -5 go
end 3 0 0 0 eap ote put
end 3 0 0 3 ems
end 3 0 0 4 ive
end 3 0 0 7 ges nes
end 3 0 0 9 ble ers its
end 3 0 2 0 oin
end 3 0 3 0 has
end 3 0 4 0 dle eel
end 3 0 5 0 say
end 3 0 8 0 ber
end 4 -9 0 0 end
end 4 0 -6 8 ets
end 4 0 -5 7 ces
end 4 0 0 0 get gin pen try
end 4 0 0 3 fer tch
end 4 0 0 4 ens
end 4 0 0 5 alk
end 4 0 0 6 nch
end 4 0 3 0 lps ove
end 4 0 5 0 uce
end 5 0 0 0 ake
end 5 0 0 5 age ays
end 5 0 0 8 rts
end 5 0 0 9 ies
end 5 0 2 0 be lop
end 5 0 3 0 ify
end 5 0 5 0 eve
end 6 0 0 0 do let
end 6 0 0 7 ins
end 6 0 3 0 ave
end 6 0 5 0 lve
end 7 0 -7 7 ves
end 7 0 0 0 see
end 7 0 0 7 ish nds
end 7 0 0 9 cts res sts
end 9 0 0 8 tes
end 9 0 0 10 ses
end 9 0 2 0 ize
end 10 0 0 0 is
initial 0 0 -19 0 a
initial 0 0 -9 1 -
initial 0 0 0 2 · – “
initial 0 0 0 3 ! * < = _ §
initial 0 0 0 4 $ 5 6 8 {
initial 0 0 0 5 + 2 7 \\
initial 0 0 0 6 ( 4 |
initial 0 0 0 7 0 3 9 \`
initial 0 0 0 8 # . ^
initial 0 0 0 9 ' 1
initial 0 0 2 0 A
initial 2 0 0 3 [
initial 2 0 0 4 •
initial 2 0 0 7 /
next -4 0 0 0 approach architecture question
next -4 0 0 1 and
next -3 0 0 0 teeth
next 0 0 -6 0 plants when
next 0 0 -5 0 that
next 0 0 -4 0 -END- about american lost
next 0 0 -4 2 policy
next 0 0 -4 3 students
next 0 0 -3 2 !
next 0 0 -3 4 allowed
next 0 0 -2 0 on
next 0 0 0 -5 down
next 0 0 0 1 attitude behold charges contain curry failed taxi
next 0 0 0 2 '' allied because begins between brother browsers but came camel checks chopped citizenship completion component conclusion continues cotton
next 0 0 0 2 demonstrates descriptions disadvantage documents. eats ethereal evolve expectations exports facts field footer forms futuristic game he
next 0 0 0 2 invisible involving landmarks language lingers lowest means military mind. mist mixture mockingbird noble outfit parse pepper philosophy
next 0 0 0 2 picture plan prefer prejudice products promotion pruning purposes realm relax. releases remainder required rings scatter searches
next 0 0 0 2 sightseeing structure subjects system teaspoon than theories thinking. toilets universities vaccine verifying viewer village. warn water we
next 0 0 0 2 were wheat whispers who wish yields youngest
next 0 0 0 3 !YEAR accomplish actual adjectives african appeal approaches article asian assumption autism average balloons be beings belonging berries
next 0 0 0 3 breathing cheetah clean conditioning consume convince cows darkest debates definition delete deliver discovery dividing ear eliminating emit
next 0 0 0 3 employ enhancing entrepreneur errors examine experts explanation firms footprints form fusion gathering german grain grains. grip hear hour
next 0 0 0 3 impacts. increases indicators interpretation investor jeans jump later lettuce liked logistics losses markets may meanings movements
next 0 0 0 3 negotiation negotiations newest order outweigh over paintings panels param passwords persons phrase plagiarism planet precautions programs
next 0 0 0 3 protagonist protections punishment quarter radical rates rating records reforms region representation same. scales seems sentence shortest
next 0 0 0 3 side simulate smallest status sticks stretches surroundings tense terms tourists transaction traps treasure villagers visitors
next 0 0 0 4 ... access after amounts architect bags business century chain chains church civilizations condiments contributions coordinate could
next 0 0 0 4 countries creature did disasters diversify end extinction. generation healing honor hope. imagery improvement market million moment much
next 0 0 0 4 other. participle parties perfect permits preposition prism pronoun regression seemed theme touch. traditions twists voice way year
next 0 0 0 5 : agencies appear companies conduct cooker culture deprivation does dollar inspire intelligence interest leader levels monarchy now people
next 0 0 0 5 scripting shows sonnet thoughts. tuesday votes
next 0 0 0 6 freedoms government have owners politics time trading
next 0 0 1 0 + night. tomorrow
next 0 0 2 0 ( . > @ additionally also australia bigger compare conferencing counter culinary data differences. eagerly editing emission enough es fill
next 0 0 2 0 fuels goodbye iii intervention. keeps keywords. lost. mutual not. onion paragraphs progress. put rates. redemption reduction resist
next 0 0 2 0 resolution retention robin router saas said say size. so t ta though towels trait transformed transmitted trap twain vanilla wallets woke
next 0 0 2 0 woman
next 0 0 2 2 maintain was
next 0 0 2 4 manager of
next 0 0 3 0 - a. act air airlines already aside. austen automate awareness. b. beast bell board bonaparte button c. cakes chips cocktail corner county
next 0 0 3 0 cross cycle. d. dairy decision. decorative describe dioxide e. earthquakes ecstatic editor einstein energy enforcement engine engines.
next 0 0 3 0 ensures episode error. et extract faces finds formation foster fry gandhi government. great guide harvest hemisphere here. holds inc
next 0 0 3 0 incredibly inquiries. interval intervention jefferson john know. korea lengths limit lyric mask melody mile minister name. nights noodles
next 0 0 3 0 oregano pacific peel preserve president professor promote proud quantum radiating relies remove reply resources runner salinger saving
next 0 0 3 0 series sort spoke spot steadily storage. super syrup themselves threw took unfortunately university vector versus vital wall watches wedges
next 0 0 3 0 went wins would zone zuckerberg
next 0 0 3 3 has
next 0 0 4 0 & acids administration brands buchanan. build coaster codes concepts. count department development dry each egypt embraced enabled hardware
next 0 0 4 0 health healthcare highly however identify juice kong lastly manage management meanwhile media. moreover museum obama outcome. park party
next 0 0 4 0 require review revolutionized rights rowling schema secondly software sorry stands stores technology troops ultra war welfare
next 0 0 4 3 ,
next 0 0 4 4 is
next 0 0 5 0 although carolina constitution difficulty engines furthermore home include medical retriever skill spell thyme
next 0 0 6 0 community rice straws
next 0 0 7 0 union
next 0 0 8 0 care
next 0 1 0 0 in
next 0 2 -2 2 from
next 0 2 0 0 disorders everyone. headlines legacy stars.
next 0 2 0 3 industry
next 0 2 0 7 might
next 0 3 -3 0 by
next 0 3 0 0 access. across environments gear himself materials. peacefully soda stove systems utensils
next 0 3 0 3 before impact prices
next 0 3 0 5 activity are
next 0 4 0 0 cart reality
next 0 5 0 0 through
next 0 5 0 4 thing
next 0 6 0 5 with
next 2 0 0 -3 up
next 2 0 0 0 further monitored this
next 3 0 -5 0 it
next 3 0 -3 0 n't
next 3 0 0 0 accomplished how their together
next 3 4 0 0 out
next 4 0 0 0 funds me some the yourself
next 5 0 -3 0 a
next 5 0 0 0 away its them your
next 6 0 0 0 his
next 8 0 0 0 what
nextEnd -5 0 2 0 ts.
nextEnd -4 0 0 0 and ted
nextEnd -3 0 2 0 med
nextEnd 0 0 -5 2 rms
nextEnd 0 0 -4 0 ND-
nextEnd 0 0 -4 2 cks
nextEnd 0 0 -3 2 !
nextEnd 0 0 -3 3 nts
nextEnd 0 0 -2 0 on
nextEnd 0 0 0 1 lan
nextEnd 0 0 0 2 '' but ces ens he ins les ons rds res ses ure we who
nextEnd 0 0 0 3 EAR als ans be cts erm ers icy ned ors
nextEnd 0 0 0 4 can wed
nextEnd 0 0 0 5 : sts
nextEnd 0 0 1 0 +
nextEnd 0 0 2 0 ( . > @ ata er. es es. ill ino irt ity lin lso ogy omb so t ta
nextEnd 0 0 2 2 was
nextEnd 0 0 2 4 of
nextEnd 0 0 3 0 - a. act ads ani ard ary b. bes c. cal co. d. ded den dex dhi e. ed. eet ely era ess et ete fry ger hal ham ica itt ive kes las lei ley lio
nextEnd 0 0 3 0 lor man mit nch ng. nns ohn orp ory os. ous pet put ran rep rey rgy rid rup rve tal thy tin tom tor ued ugh ump ut. ute vel vin wan
nextEnd 0 0 3 3 has
nextEnd 0 0 4 0 & ady aid air ank ark ays ble eer ett gue hop ide ied inc oup rce ree rio rty sby son sum tte ulb war yer
nextEnd 0 0 4 3 ,
nextEnd 0 0 4 4 is
nextEnd 0 0 5 0 _id ang des eum ite lly nal ndo ped rs. ser tic
nextEnd 0 1 0 0 in
nextEnd 0 2 -2 2 rom
nextEnd 0 3 -3 0 by
nextEnd 0 3 0 0 elf
nextEnd 2 0 -3 0 his
nextEnd 2 0 0 -3 up
nextEnd 2 0 0 0 its
nextEnd 3 0 -5 0 it out
nextEnd 3 0 -3 0 n't
nextEnd 3 0 0 0 eir her how ome
nextEnd 4 0 0 0 me the
nextEnd 5 0 -3 0 a
nextEnd 5 4 0 0 hem
nextEnd 6 0 0 0 our
third -6 0 0 0 has
third -4 0 0 1 also
third 0 0 -5 0 because she store take
third 0 0 -4 0 '' -END2- this
third 0 0 -3 0 at
third 0 0 0 -5 system
third 0 0 0 2 -END- analysis. are attitude called can carries chart everyone. included opened registration were zone
third 0 0 0 3 : __name__ billion city. common communism decorations do. he imaging my periods quarter random.randint reality. room. say shifts shirt type.
third 0 0 0 3 wizard
third 0 0 0 4 both her make million sales. would
third 0 0 0 5 manner. through up
third 0 0 2 0 !DIGITS , addition contrast economic establish fever kg minor naturally relaxed story
third 0 0 3 0 /p after america based board born educational indoor little means n't north of once represents some space specialize submit t weaknesses
third 0 0 3 2 num
third 0 0 4 0 # ; act an business companies english group health just kilometers might which
third 0 0 5 0 & 's exchange i++ many protection service
third 0 0 6 0 )
third 0 3 0 0 they
third 2 0 0 0 audience. model. toothpaste
third 3 0 0 0 audience finances much own people plan political time type
third 4 0 0 0 more
third 5 0 0 0 !HYPHEN
`
