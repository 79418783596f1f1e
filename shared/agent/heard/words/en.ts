import type { HeardWords } from '../concepts.ts';

export const en: HeardWords = {
  gas: 'gas, propane, butane, lpg, methane',
  gasThing: `boiler, furnace, water heater, gas boiler, gas cooker, gas stove, gas hob, gas oven, gas fire, gas heater,
    gas meter, gas line, gas pipe, gas main, gas tank, gas bottle, stove, hob`,
  gasLeak:
    'gas leak, leak of gas, gas is leaking, leaking gas, gas escape, gas is escaping, rotten eggs, rotten egg smell, left the gas on, gas was left on, gas is on and',
  leftOn: 'left the gas on, left on, left open',
  smoke: 'smoke, smoking, smokey, smoky, fumes, smouldering, smoldering',
  smokeAlarm: 'smoke alarm, smoke alarms, smoke detector, fire alarm, heat alarm',
  goesOff: `going off, goes off, went off, gone off, is sounding, is ringing, screaming, blaring, triggered, reads high, reading high`,
  fire: 'fire, fires, flame, flames, blaze, wildfire',
  onFire: `on fire, caught fire, catching fire, caught alight, in flames, set alight, up in flames, burning down,
    burnt down, fire broke out, fire has broken out, fire started, fire has started, started a fire, flames coming,
    flames shooting, there is a fire, theres a fire, there s a fire, we have a fire, its burning, house fire,
    kitchen fire, chip pan fire, electrical fire, chimney fire, call the fire brigade, call the fire department, put the fire out, put out the fire`,
  burning:
    'burning, burnt, burned, burns, scorched, scorching, singed, melting, melted, charred, overheating, smouldering',
  explosion: 'exploded, explosion, explode, exploding, blew up, blown up, going to blow, about to blow',
  electric: `socket, sockets, outlet, outlets, plug, plugs, wire, wires, wiring, cable, cables, fuse, fuse box, fusebox, fuse board,
    fuseboard, consumer unit, breaker, breaker box, breaker panel, panel, electrical panel, electric panel, switch, light switch,
    light, lights, light fitting, light fixture, lamp, chandelier, electrics, electricity, electrical, electric, meter,
    extension lead, power strip, charger, adapter, power line, power lines, toaster, dryer, kettle, microwave, dishwasher,
    washing machine, fridge, appliance, tv, electric shower, shower, ev charger`,
  spark: 'spark, sparks, sparking, sparked, arcing, crackling, buzzing and crackling',
  exposed:
    'exposed, bare, live and hanging, hanging out, hanging down, is live, are live, is down, came down',
  hot: 'hot to touch, hot to the touch, boiling hot, red hot, too hot to touch, getting really hot, very hot, glowing',
  shocked: `electrocuted, electrocution, got a shock, got an electric shock, had an electric shock, electric shock,
    electric shocks, gave me a shock, gives me a shock, giving me shocks, giving shocks, get a shock, getting a shock, getting shocks, get shocks, got shocked, got zapped,
    shocked me, shocks me, zapped me, was shocked by, shock from the`,
  water: 'water, waters, rain, rainwater',
  ceiling: 'ceiling, ceilings, celing',
  wall: 'wall, walls',
  throughCeiling: `through the ceiling, pouring through the roof, coming in through the roof, coming through the roof, pouring in through the roof, through my ceiling, through our ceiling, through ceiling, through the kitchen ceiling, from the ceiling, from my ceiling, out of the ceiling,
    through the light, out of the light, through the lights, from the light fitting, through the light fitting, from upstairs is pouring, ceiling is leaking, ceiling leaking, ceiling is dripping,
    ceiling dripping, leaking through the ceiling, ceiling is pouring, into the fuse box, through the _ ceiling, from the _ ceiling`,
  comes:
    'coming, comes, came, come, dripping, drips, drip, running down, seeping, leaking, entering, rising from, billowing, filling, rushing, out of, getting in, through',
  pours: `pouring, pours, poured, gushing, gushes, spraying, sprays, spurting, shooting, streaming, spewing, cascading,
    billowing, filling, flooding, bursting, rushing, overflowing, squirting, pissing`,
  everywhere:
    'everywhere, all over, every where, full of, filled with, whole house, whole kitchen, whole flat, all around, soaked, ankle deep, knee deep, inches of, inch of, up to my ankles, up to our knees',
  big: 'massive, huge, really bad, major, thick, heavy, black, loads of, lots of, a lot of, so much, serious, uncontrollable, out of control, tons of, severe',
  rising: 'rising, getting higher, coming up, backing up, backed up, keeps coming',
  cannotStop: `wont stop, will not stop, cant stop, cannot stop, doesnt stop, does not stop, not stopping, cant turn off, cant turn it off, cant turn the water off, cannot turn off, cannot turn it off,
    wont turn off, wont shut off, cant shut off, cant shut it off, cant find the stopcock, cant find the stop tap, cant find the shut off, cant get it to stop, cant put it out, wont go out, keeps spreading, is spreading, non stop, nonstop, out of control`,
  flood:
    'massive leak, huge leak, major leak, really bad leak, flood, flooded, flooding, floods, under water, underwater',
  burst: 'burst, bursted, busted, bust, ruptured, exploded, split open, split',
  burstPipe:
    'burst pipe, pipe burst, pipe has burst, pipes burst, pipes have burst, pipe just burst, burst water main, burst main, burst water pipe, burst tank, burst pipes, pipe exploded, pipe blew',
  broken: 'come off, came off, snapped, broken, broke, cracked, damaged, hit, drilled, cut, punctured',
  pipe: 'pipe, pipes, pipework, tank, cylinder, radiator, hose, boiler, water heater, water main, mains, main, tap, faucet, hydrant, stopcock, valve, joint',
  leak: 'leak, leaks, leaking, leaked, leakage, dripping, drips, escape, escaping, escapes',
  smell:
    'smell, smells, smelling, smelt, smelled, stink, stinks, stinking, reek, reeks, odor, odour, odours, scent, whiff, stench',
  hiss: 'hiss, hissing, whistling',
  sewage: 'sewage, sewer, raw sewage, poo, faeces, shit',
  carbonMonoxide:
    'carbon monoxide, co poisoning, co alarm, co detector, co monitor, carbon monoxide poisoning, monoxide',
  carbonAlarm:
    'carbon monoxide alarm, carbon monoxide detector, carbon monoxide monitor, monoxide alarm, co alarm, co detector, co monitor, co2 alarm',
  symptom:
    'dizzy, dizziness, headache, headaches, nausea, nauseous, sick, light headed, lightheaded, faint, sleepy, vomiting, throwing up, unwell, drowsy, confused',
  structure:
    'ceiling, roof, wall, walls, floor, floors, building, house, scaffold, scaffolding, balcony, staircase, stairs, chimney, beam, balcony, porch, shed, retaining wall, deck, structure, joists, lintel',
  collapse: `collapse, collapsed, collapses, collapsing, caving in, caved in, cave in, caves in, falling in, fell in, fallen in, falling down, fell down, fallen down,
    coming down, come down, came down, giving way, gave way, given way, sagging, bulging, about to fall, going to fall, about to come down, going to come down, crumbling, falling apart, buckling, tree fell on, tree has fallen on, tree fallen on`,
  place: `kitchen, house, home, flat, apartment, room, bedroom, bathroom, living room, basement, cellar, garage, attic, loft, oven, toaster, car, van, shop, office, building, hallway, hall, corridor, bin, garden, shed, chimney, roof, stove, cooker, engine, dryer, dishwasher, washing machine, battery, sofa, bed, curtain, curtains, floor, upstairs, downstairs, salon, next door, neighbour, neighbours, neighbor, back door, front door, door, window, property`,
  exists:
    'there is, theres, there s, there are, there was a, i see, i can see, can see, we have, we ve got, i ve got, i have, help, got a, call',
  child:
    'my son, my daughter, baby, my kid, my child, the child, a child, the kids, kids, my kids, my toddler, toddler, my boy, my little boy, my little girl, my girl, my little one, the baby, children, my children, son, daughter, grandson, granddaughter, pupil, student',
  person: `i, me, im, he, she, someone, somebody, my wife, my husband, wife, husband, my mum, my mom, my mother, my dad, my father, my grandma, my gran, my grandfather, grandad, grandmother, my nan,
    my partner, my boyfriend, my girlfriend, my neighbour, my neighbor, my brother, my sister, my friend, worker, your guy, your man, your worker, your colleague, your technician, technician, plumber, electrician, cleaner, gardener, roofer, man, woman, people, guy, old lady, elderly, tenant, customer, client, builder, one of, he s, she s, him, her, us, ex`,
  body: 'hand, hands, finger, fingers, thumb, arm, arms, leg, legs, head, eye, eyes, face, foot, neck, wrist, skull, knee, ankle, stomach, chest, skin, scalp, himself, herself, myself, mouth',
  wound:
    'cut, sliced, burnt, burned, burn, burns, burning, broke, broken, crushed, trapped, scalded, severed, gash, gashed, stabbed, cut off, chopped, electrocuted, impaled, bleach in, acid, chemical, swollen, swelling, bashed, smashed, hit, nail through, blisters, blistering',
  hurt: 'hurt, hurts, hurting, in pain, pain',
  injured:
    'injured, seriously hurt, badly hurt, injury, injuries, wounded, badly injured, seriously injured, been hit, crushed, been stabbed, been shot, shot, stabbed, badly burned, badly burnt, scalded, knocked out, run over, in agony, screaming in pain, hit his head, hit her head, hit my head, bitten by',
  badly:
    'badly, seriously, deep, deeply, severely, bad, lots, a lot, really bad, serious, terrible, to the bone, heavily, hospital, stitches',
  fell: 'fell, fallen, has fallen, falling, falls, slipped, fell off, fell down, fell from, fell through',
  height:
    'from a tree, from the tree, out of a tree, out of the tree, off the tree, ladder, scaffold, scaffolding, stairs, staircase, window, balcony, steps, height, metres, meters, feet, through the floor, through the ceiling',
  bleeding:
    'bleeding, bleeds, bled, haemorrhaging, hemorrhaging, losing blood, pouring blood, lost a lot of blood',
  blood: 'blood',
  swallowed: 'swallowed, drank, drunk, ingested, inhaled, breathed in, ate',
  poison:
    'bleach, poison, chemical, chemicals, drain cleaner, cleaning fluid, cleaning product, detergent, acid, battery, batteries, tablet, tablets, pills, fumes, pesticide, weed killer, weedkiller, ammonia, caustic, solvent, dishwasher tablet, paint',
  collapsed:
    'is dying, are dying, dying, s dying, collapsed, passed out, fainted, blacked out, unresponsive, not responding, wont wake up, cant wake, not moving, isnt moving, not waking, fitting and',
  dying: `unconscious, not breathing, isnt breathing, isn t breathing, cant breathe, cannot breathe, can not breathe, stopped breathing, hardly breathe, barely breathe, barely breathing, struggling to breathe, trouble breathing, difficulty breathing, hard to breathe, heart attack, cardiac arrest, having a stroke, had a stroke, chest pain, chest pains, pain in my chest, pain in his chest, choking, choked on, overdose, overdosed, took too many pills, having a seizure, seizure, bleeding to death, bleeding out, bleeding heavily, bleeding badly, wont stop bleeding, allergic reaction, anaphylactic, anaphylaxis, drowning, drowned, going into labour, poisoned, poisoning, suffocating, not waking up, no pulse, think im dying, think i m dying, feel like i m dying, broken neck, car crash, car accident, been run over, is dead, found dead, dead body`,
  rescue:
    'ambulance, an ambulance, paramedic, paramedics, 911, 999, 112, fire brigade, fire department, firefighters, police, cops, doctor urgently',
  need: 'call, need, send, get, calling, called, require, help',
  trapped: `trapped, stuck in the lift, stuck in the elevator, stuck in a lift, stuck in an elevator, stuck in lift, stuck in elevator, stuck inside, cant get out, cannot get out, can t get out, unable to get out, cant escape, locked in the bathroom, locked in the toilet,
    locked himself in, locked herself in, locked myself in, locked themself in, locked themselves in, locked inside the, im locked in, i am locked in, i m locked in, we are locked in, we re locked in, locked me in, got locked in, stuck under, pinned under, buried, locked in from the outside`,
  lockedIn:
    'locked in, locked inside, locked himself, locked herself, locked themselves, shut in, stuck in the bathroom, stuck in the toilet, stuck in the car, stuck on the roof, stuck up, stuck in a, head stuck, hand stuck, arm stuck, alone in the car, in a locked car, in the locked car',
  threat: `kill you, kill me, kill us, killing me with, going to kill him, going to kill her, kill my family, kill your family, i will hurt you, going to hurt you, hurt me, hurting me, hurting us, beat you up, beating me, beating us, beats me, smash your face, smash your head, smash your windows, break your legs, break your neck, burn your, burn down your, you are dead, you re dead, youre dead, you ll regret, youll regret this,
    you will regret, watch your back, i know where you live, make you pay, shoot you, shoot me, stab you, stab me, punch you, raped, rape, raping, bomb, a bomb, held hostage, hostage, kidnapped, kidnap, domestic violence, gunshots, gunshot, gunfire, being robbed, robbing me, mugged me, im in danger, i am in danger, we are in danger, i m in danger, my life is in danger, afraid for my life, fear for my life, being followed, following me home, being attacked, going to get hurt, come for you, coming for you, come after you, im not safe, i m not safe, dont feel safe`,
  attacks:
    'attacked, attacking, attacks, attack, hit me, hits me, hitting, punched, assaulted, assaulting, assault, beating, strangled, strangling, choked me, beat me, stabbed, pushed me, grabbed me, molested, shot',
  threatens: 'threatening, threatened, threatens, threaten, threat, threats, stalking, stalked, blackmailing',
  weapon: 'knife, gun, rifle, machete, weapon, shotgun, pistol, axe, hammer and, armed',
  intruder:
    'burglar, burglars, intruder, intruders, robber, robbers, stranger, thief, thieves, prowler, man with a, armed man, prowling',
  breaksIn: `breaking in, breaking into, break into my house now, trying to break in, trying to break into, trying to get in, trying to get into, trying to force, forcing the door, kicking the door, kicking in, kicking down, smashing the door, smashing the window, someone is in my house,
    someone in my house, somebody in my house, someone in the house, somebody is in the house, someone is inside, someone inside my, someone has broken in, someone broke in, somebody broke in, broken into my, broke into my, wont leave my house, banging on the door`,
  wishToDie: `kill myself, killing myself, kill my self, killed myself, end my life, ending my life, end it all, ending it all, take my own life, taking my own life, take my life, suicide, suicidal, better off dead, better off without me, wish i was dead, wish i were dead, wish i wasnt alive, wish i wasn t here, wished i was dead, no reason to live, nothing to live for, want to be dead, hurt myself, harm myself, self harm,
    hang myself, jump off, slit my wrists, cut my wrists, not be alive anymore, dont want to be alive, dont want to be here anymore, do not want to live, dont want to live, don t want to live, no longer want to live, tired of living, tired of being alive, cant go on living, cant go on anymore, cant go on any more, cant do life, sick of living, sick of life, life is not worth living, life isnt worth living, not worth living, no point living, no point in living, dont see a reason to live, never wake up, not wake up again, not want to wake up, want to disappear forever, goodbye forever, say goodbye to the world`,
  want: 'want, wanna, wants, wish, would like, going, gonna, thinking about, thinking of, could i, can i, may i, id like, i d like, let me, rather, prefer, like to, ready',
  notWant:
    'dont want, do not want, dont wish, do not wish, no longer want, dont need, never want, would not like, dont wanna, wouldnt like, not interested in, didnt ask for, never asked for, dont like, i never signed up for, not want',
  die: 'to die, die tonight, die now, rather die, wanna die, just die, be dead, kill him, kill her',
  live: 'to live, live anymore, live any more, live like this, living anymore, be alive',
  urgent:
    'help, helpp, emergency, urgent, urgently, quick, quickly, hurry, immediately, asap, straight away, please come, sos, 🆘, danger, dangerous, scared, panic, panicking, fast, omg, oh my god, oh god, mayday',
  still: 'still, still is, keeps, right now it is',
  not: 'no, not, isnt, wasnt, without, never, cant smell, dont smell, arent, no sign of, nor, none, dont have, prevent, preventing, avoid, avoiding',
  unsure:
    'not sure, no idea, dont know, do not know, dunno, i think, maybe, might, not only, not just, no power, no electricity, no one, no answer, no time, why not, no joke, not joking, not kidding, no longer off, not normal, not good, not right, not safe',
  past: 'last year, last month, last winter, last summer, last week, years ago, a year ago, months ago, weeks ago, week ago, back in, in the past, used to, once had, previous, previously, history of, in 2019, in 2020, in 2021, in 2022, in 2023, in 2024, in 2025, insurance, insurer, claim, the other day, last night we had, earlier this year, after the',
  over: 'gone, fixed, stopped, sorted, resolved, repaired, is off now, under control, out now, went away, no longer, turned out, false alarm, is out',
  ask: `do you, how much, price, prices, cost, costs, quote, quotation, estimate, can you do, do u, what would, could you do, wondering if you, interested in, would like to book, like to book, want to book, looking for, looking to, i d like, id like, how long, when do, if there is, in case, in case of, what if, what happens if, offer, any chance you`,
  service: `physics, gcse, chemistry, science, circuits, battery, install, installed, installing, installation, fit, fitted, fitting, certificate, certificates, inspection, inspect, survey, service, servicing, services, repair, repairs, repairing, replace, replacing, replacement, remove, removing, removal, clean, cleaning, cleaned, paint, painting, repaint, redecorate, plaster, plastering, detection, test, testing, tested, course, training, lesson, lessons, homework, essay, exam, restoration, treatment, fix, fixing, proof, prevention, protection, maintenance, upgrade, checked, annual, new, damage, damaged, stain, stains, mark, marks, book about, chapter, topic`,
  ordinary: `gas boiler service, gas safety, gas safe, gas certificate, gas engineer, gas fitter, gas man, gas bill, gas supply, gas supplier, gas check, gas heating, gas central heating, gas appliance, gas appliances, gas works, gas installation, gas leak test, gas leak detection, gas leak detector, gas leak check, gas leak certificate, gas combi, gas company, gas or electric, gas barbecue, gas bbq, gas hob installation, gas hob install, gas cooker installation, gas cooker connection, gas strut, gas struts, gas lift, gas tightness, gas pressure, gas test, boiler service, boiler servicing, boiler cover,
    fireplace, fire place, fireplaces, fire door, fire doors, fire extinguisher, fire extinguishers, fire pit, firepit, fire pits, fire safety, fire rated, fire risk, fire surround, fire exit, fire exits, fire escape, fire stopping, fire resistant, fire regulations, fire certificate, fire alarm installation, fire alarm test, fire alarm system, fire blanket, fire up, fired, log fire, wood fire, open fire, electric fire, electric fires, gas fires, fire wood, firewood, fire retardant, fire cement, fire brick, fire bricks, fire damage, fire sale, fire protection, fire stick, fire tv, fire drill, fire me, fire him, great fire, great fire of london, forest fires, fire red, pilot light, burn calories, burn off, wood burning, wood burning stove, log burning, burning question, burning questions, burning bush, sun burnt, sunburn, sunburnt, burnt orange, burnt out, burned out, burn marks, burn mark, burnt sienna, bulb burnt out, bulb burned out, burnt on, burned on, burnt food, burnt pan, burnt pans, burning wood, burning leaves, hair is burnt, burnt grass, burnt by the sun, burning stove, fat burning,
    smoke alarms, smoke alarm installation, smoke alarm install, smoke alarm test, smoke alarm battery, smoke detectors, smoke free, smoke test, smoke damage, smoke smell removal, smoke grey, smoke gray, smoke stains, cigarette smoke, cigarette smell, non smoking, no smoking, smoker, smokers, smoky eye, smokey eye, smokey eyes, smoked, smoking area, tobacco smoke, smoke cigarettes, smell of smoke from the previous, smells of cigarettes, weed smoke, smoke out wasps, smoky quartz, smoky ash, smoky blonde,
    spark plug, spark plugs, sparkle, sparkling, sparks joy, bright spark, spark interest, spark her interest, spark his interest,
    shock absorber, shock absorbers, shock treatment, what a shock, shock horror,
    hot water, hot water tank, cold water, water bill, water meter, water heater service, water pressure, water filter, water softener, water butt, water feature, water features, water the plants, water the garden, water my plants, water supply, water stain, water stains, water mark, water marks, water damage, water tank clean, water company, water plants, watering, waterproof, waterproofing, water resistant, water tight, watertight, water based, watercolour, watercolor, mineral water, water jet, rain gutter, rain water harvesting, water cycle,
    flood light, flood lights, floodlight, floodlights, flood lighting, flooded with, flood insurance, flood risk, flood plain, flood of light, flood defence, flood barrier, flood barriers, flood damage, flood damaged, flood myth, flood proof,
    gas fire service, gas fire serviced, roof box, roof window, roof windows, roof terrace, roof rack, bulging biceps, new roof, flat roof,
    co alarm installation, co alarm fitted, carbon monoxide alarm installed, carbon monoxide alarm fitted, co alarms, carbon monoxide alarms, carbon monoxide detectors, co detectors, blood stain, blood stains, blood pressure, blood test, blood red, blood orange, blood type, blood diamond, bloody, full blood, blood brothers, blood cells, blood circulation,
    bleeding radiators, bleed the radiators, bleed radiators, bleeding the radiators, bleeding a radiator, bleed a radiator, bleeding my radiators, bleed my radiators, radiators bleeding, radiators bled, bleeding brakes, bleed the brakes, bleeding hearts, bleeding heart, bleeding love,
    dying to see, dying to try, dying to get, dying for, dying plants, is dying back, my plants are dying, plants are dying, lawn is dying, grass is dying, tree is dying, hedge is dying, plant is dying, bush is dying, battery is dying, phone is dying, dead plants, dead tree, dead trees, dead branch, dead branches, dead bolt, deadbolt, dead lock, deadlock, dead hedge, dead grass, dead skin, dead ends, dead leaves, dead wood, dead battery, dead socket, battery is dead, phone is dead, tree is dead, boiler is dead, lawn is dead, grass is dead, socket is dead, heating is dead, plant is dead, hedge is dead, drop dead gorgeous, dead line, deadline,
    weed killer, kill weeds, kill the weeds, killing weeds, kills weeds, kill moss, kill wasps, kill rats, kill me if, killing my lawn, killing my plants, killed it, kill two birds, kill time, mosquito killer,
    locked out, locked in the price, locked in a price, keys locked in, keys locked inside, locked my keys, lock in, lock ins, left my keys, locked the keys, door locked in, price locked in, trapped wind, trapped nerve, trapped air, air trapped, trapped water, water trapped, debris trapped, trapped in the drain, dirt trapped, trapped moisture, heat trapped, leaves trapped, bird trapped, wasp trap,
    broken tap, tap is dripping, dripping tap, tap dripping, leaky tap, leaking tap, leaky faucet, dripping faucet, toilet keeps running, breaking point, break in at, break in last, burglary last, broken into last, burglar alarm, burglar alarms, intruder alarm, intruder alarms, intruder light, burglar proof, thief proof, stabbing pain, killer heels, killer deal, heart attack victims, stroke of luck, brush strokes, brush stroke, panic attack before, heart attack when i saw the price, attack the weeds, attacked by aphids, attacked by pests, attacked by slugs, attack on, cat attacked,
    knife sharpening, sharpen knives, palette knife, knife block, glue gun, nail gun, staple gun, heat gun, caulking gun, spray gun, massage gun, gun cabinet, gun safe, gun safes, bath bomb, bath bombs, bomb site, looks like a bomb, bath bombs, photobomb, cost bomb, cost a bomb,
    collapsed drain, collapsed drains, drain collapsed, drain has collapsed, collapsible, price fell, fallen leaves, leaves fallen, fallen behind, fell behind, fell in love, fallen branches, came off the roof, fell off the wall, tile fell, tiles fell, slate fell, slates fell, fell off the roof in the, shelf fell, picture fell, sick leave, sick day, off sick, called in sick, sick of, been sick, is sick today, child is sick, is sick and, poisoned grass, poison ivy, rat poison, ant poison, slug poison, food poisoning unit, lead paint, paint drying, police check, police checks, police checked, police clearance, dbs, police approved, doctors surgery, police report, police station, doctor appointment, come down in price, price come down, prices coming down, come down on, come down to, coming down with, came down with, come down and, coming down the, wallpaper coming off, paint coming off, come down from, you coming down, you come down, can come down, wall paper, wall tiles, wall light, wall lights, wall mount, wall mounted, wall bracket, taken down, wall unit, tv on the wall, tv on wall, light bulb, light bulbs, lights out, roof light, roof lights, rooflight, light blonde, light brown, lights and, stop smoking, stop by, stop round, stop around, stop over, stop at, stop in, stop off, stop tap, stop valve, stop working, stop start, bus stop, door stop, doorstop, one stop, full stop, tram stop, metro stop, train stop, last stop, pit stop, stop and, first stop, giving way to, house warming, falling in love, falling behind, fell asleep`,
  stopAlone:
    'stop, stopp, quit, end, unsubscribe, unsub, opt out, optout, revoke, stopall, stop all, arret, cancel all, remove me, stop it, stop this, stop now, stop sms, stop messages, stop texts, leave me alone, enough, go away, lose my number, no more, piss off, fuck off',
  stopInside: 'stop',
  unsubscribe: `unsubscribe, unsubscribed, unsub, unsuscribe, opt out, opting out, optout, opted out, leave me alone, take me off the list, take me off your list, take me off this list, lose my number, forget my number, delete my number, remove my number, get me off, text stop, stop spamming, quit spamming, stop bothering, stop harassing, stop contacting, stop messaging, stop texting, stop writing, stop emailing, stop whatsapping, stop spam, stop the spam, reply stop, stop pestering, stop hassling, stop sending, quit texting, quit messaging, quit sending, quit contacting, cease contact, cease all contact, withdraw my consent, revoke my consent, revoke consent, withdraw consent, i do not consent, dont consent, cancel my subscription to, no longer wish to be contacted, no longer wish to receive, do not wish to be contacted, dont want to be contacted, dont wish to be contacted, not want to be contacted, dont want to hear from, do not want to hear from, no longer want to hear, please no more messages, dont bother me, do not bother me, block you, i will block, reported as spam, report you for spam, report as spam, end all communication, stop all communication, stop communicating, stop these, stop all these, stop your, want out of, want off, remove me, take me off`,
  cease: 'stop, quit, cease, end, please stop, halt, cancel, no more, enough, discontinue, knock it off with',
  sending:
    'sending, texting, messaging, writing, contacting, emailing, spamming, calling and texting, bothering, send me, message me, text me, contact me, contact, write to me, msging, whatsapping, hear from you, being contacted',
  message:
    'messages, message, texts, text messages, sms, whatsapps, whatsapp messages, msgs, emails, newsletter, newsletters, promotions, promos, promo, offers, adverts, ads, advertising, marketing, spam, notifications, communications, communication, automated messages, promotional, mailings, these texts, campaigns',
  noMore: 'no more, no further, enough, not any more, enough of',
  dontSend:
    'dont send, do not send, dont message, do not message, dont text, do not text, dont contact, do not contact, never contact, never message, never text, dont write, do not write, dont email, do not email, dont whatsapp, dont msg, do not msg, dont send me, dont ever, never write',
  again:
    'again, anymore, any more, no more, ever, in future, in the future, any longer, from now on, this number, at all, further',
  receive:
    'receive, receiving, get, getting, be sent, be contacted, to be on, hear, contacted, being contacted, see',
  removeMe:
    'remove me, take me off, delete me, take my number, remove my, delete my, erase my, erase me, get me off, i want off, remove, delete, take my name off, drop me',
  list: 'list, lists, mailing list, contact list, contacts, database, distribution list, mailing, broadcast list, mailings, system, group',
  myData:
    'my number, my details, my contact, my contact details, my phone number, my phone, my data, my name, my info, my information, my email',
  reminder: 'reminder, reminders, appointment reminders, remind',
  courtesy:
    'please, thanks, thank you, thank u, thx, ty, pls, plz, ok, okay, hi, hello, dear, sir, madam, regards, bye, cheers, now, just, sorry, it, this, me, all, everything, already, immediately, guys, kindly, yes, the, and, goodbye, i said, said, from, many, team, u, you, messages, message, texts',
  personAlone:
    'human, person, agent, operator, a human, a person, real person, a real person, representative, a real human, real human, someone real, live agent, customer service',
  speakTo:
    'speak to, speak with, talk to, talk with, chat with, chat to, connect me to, connect me with, put me through to, transfer me to',
  speak:
    'speak, talk, put me through, connect me, can i have, hand me over to, pass me to, pass me on to, transfer me, deal with, discuss with',
  human: `a human, human, humans, human being, a person, a real person, real person, an actual person, actual person, actual human, someone, somebody, anyone, anybody, the owner, owner, the boss, boss, manager, the manager, an agent, agent, operator, representative, a member of staff, member of your team, member of the team, staff member, staff, someone real, living person, live person, your colleague, colleague, customer service, advisor, adviser, receptionist, one of you, person in charge, whoever is in charge, supervisor, real people, people`,
  realHuman:
    'a human, human, humans, human being, a real person, real person, actual person, an actual person, actual human, real human, an agent, live agent, representative, live person, living person, real people',
  notRobot:
    'not a robot, not a bot, not a machine, not an ai, not a chatbot, no robot, no bot, no bots, not robots, not bots, instead of a robot, instead of a bot, rather than a bot, rather than a robot, not a computer, hate bots, hate chatbots, hate robots, hate talking to bots, not this bot',
  robot:
    'a robot, robot, a bot, bot, a machine, machine, an ai, ai, a chatbot, chatbot, automated, automatic, a computer, computer, chatgpt, a real person, a human, human, real person, a person, artificial, autoreply, auto reply, automated reply, real, actual person, real human, virtual assistant, an automatic assistant',
  areYou:
    'are you, r u, is this, is that, am i, are u, you a, am i chatting, is it, youre a, you are a, you re a, u a, do i',
  talkingTo:
    'talking to, speaking to, speaking with, talking with, chatting with, chatting to, texting with, texting, messaging with, writing to, dealing with, typing to',
  stranger: 'someone, somebody, a man, two men, men, a guy, my ex, an ex, people, a woman, a stranger',
  insideHome:
    'is in my house, in my house right now, is inside my house, is in the house, inside my home, inside my flat, is in my flat, is in my home, in our house, is inside the house, got into my house, got into the house, got in through, is in my apartment, inside my apartment, is in my garden, in my shop with',
  fireEmoji: '🔥',
  later:
    'next week, next month, next monday, next tuesday, next wednesday, next thursday, next friday, on monday, on tuesday, on wednesday, on thursday, on friday, on saturday, on sunday, monday, tuesday, wednesday, thursday, friday, saturday, sunday, in two weeks, sometime, no rush, no hurry',
  beeps: 'beeping, beeps, chirping, chirps, wont stop beeping',
  offRoof: 'roof, the roof',
};
