import type { HeardWords } from '../concepts.ts';

export const es: HeardWords = {
  gas: 'gas, butano, propano',
  gasThing: `caldera, calentador, termo, cocina de gas, estufa, estufa de gas, calefon, boiler, bombona, bombonas, horno de gas, tuberia de gas,
    tubo de gas, llave de gas, llave del gas, hornilla, contador de gas, contador del gas`,
  gasLeak: `fuga de gas, fuga del gas, fugas de gas, escape de gas, escape del gas, pierde gas, sale gas, perdida de gas, gas abierto, deje el gas, me deje el gas, dejamos el gas, gas encendido,
    huevos podridos, huevo podrido, saliendo gas`,
  smoke: 'humo, humos, humareda, humea, humeando, echa humo, echando humo',
  smokeAlarm:
    'alarma de humo, alarma de incendios, alarma de incendio, detector de humo, alarma contra incendios',
  goesOff:
    'no deja de sonar, no para de sonar, sonando, suena, salto, ha saltado, saltado, saltando, no para de sonar, activado, activo, se disparo, disparada, sonar, se ha activado',
  fire: 'fuego, incendio, incendios, llamas, llama, llamarada',
  onFire: `en llamas, se quema, se esta quemando, se estan quemando, quemandose, ardiendo, arde, esta ardiendo, prendio fuego, prendido fuego, se prendio, prendiendo fuego, cogio fuego, cogido fuego, se incendio, incendiado, incendiando, incendiandose,
    se ha incendiado, hay fuego, hay un fuego, hay un incendio, hay llamas, salen llamas, tenemos un incendio, se me quema, se nos quema, se quemo, se esta incendiando, se nos incendia, llamas saliendo, apagar el fuego, se incendia, fuego en, incendio en, llamen a los bomberos, llamad a los bomberos, llama a los bomberos`,
  burning:
    'quemado, quemada, quemados, quemadas, quemando, quema, chamuscado, chamusca, derretido, derretida, derritiendo, derrite, derritiendose, fundiendose, recalentado, chamusquina, carbonizado',
  explosion:
    'explosion, exploto, explotado, explota, explotar, exploté, va a explotar, revento la caldera, explosiono, a punto de explotar',
  electric: `enchufe, enchufes, toma de corriente, tomacorriente, tomacorrientes, contacto, cable, cables, cableado, cuadro electrico, cuadro, tablero, tablero electrico, interruptor, fusibles, fusible, caja de fusibles, caja de luz, lampara, lamparas,
    bombilla, foco, focos, luz, luces, electricidad, electrico, electrica, regleta, diferencial, contador, secadora, tostadora, microondas, lavadora, lavavajillas, nevera, frigorifico, cargador, poste de luz, medidor, breaker, breakers, pastilla, pastillas, termica, llave termica, ducha electrica, apagador, tele, televisor, toma, clavija, electrodomestico, plafon`,
  spark:
    'chispa, chispas, chispazo, chispazos, chispea, chispeando, chisporrotea, chisporroteando, echa chispas, echando chispas, chisporroteo, fogonazo, cortocircuito, corto circuito, arco electrico',
  exposed:
    'pelado, pelados, al aire, expuesto, expuestos, suelto con corriente, caido, caidos, al descubierto, colgando',
  hot: 'muy caliente, ardiendo, quema al tocar, al rojo, quema al tacto, se calienta mucho, caliente',
  shocked: `descarga electrica, descargas electricas, me dio una descarga, me ha dado una descarga, me dio corriente, me ha dado corriente, le dio corriente, da corriente, me da corriente, dando corriente, me ha dado calambre, da calambre, dio calambre, calambrazo, calambrazos, calambre al tocar, me dio un calambre, dio un toque, dio toques, da toques, da toque, dando toques, electrocutado, electrocutada, electrocuto, se electrocuto, electrocucion, electrocutando, se ha electrocutado, me electrocuté, me dio la corriente, le ha dado la corriente, patada de corriente, le dio una descarga, una descarga al, pasa corriente, da la corriente, da una descarga, ha dado un chispazo`,
  water: 'agua, aguas',
  ceiling: 'techo, techos, cielo raso, cielorraso, plafon',
  wall: 'pared, paredes, muro, muros',
  throughCeiling:
    'agua del techo, agua por el techo, del techo cae agua, del techo sale agua, cae agua del techo, sale agua del techo, chorreando del techo, por la lampara, del techo esta cayendo agua, filtrando por el techo, chorrea el techo, llueve dentro, lloviendo dentro, llueve en el salon, llueve dentro de casa, techo chorrea, techo chorreando, agua desde el techo, agua desde arriba',
  comes:
    'sale, salen, saliendo, sale por, entra, entrando, cae, cayendo, caen, gotea, goteando, baja, bajando, chorrea, filtra, filtrando, filtrandose, colando, viene, sal, salio, salir, entra por, esta saliendo, bota, botando',
  pours:
    'chorro, chorros, chorrea, chorreando, a chorros, a borbotones, borbotones, brota, brotando, a mares, cascada, salpicando, desbordando, desborda, desbordado, desbordandose, rebosa, rebosando, mana, inundando, disparada, a presion, a raudales',
  everywhere:
    'por todas partes, por todos lados, por todos sitios, por todas las, toda la casa, todo el piso, toda la cocina, lleno de, llena de, llenando, todo lleno, por doquier, en todas partes, todo mojado, encharcado, encharcada, hasta los tobillos, un monton de, empapado, toda la habitacion, todo el salon',
  big: 'mucho, mucha, muchisima, muchisimo, muchas, enorme, gran, grande, grave, fuerte, fuertes, negro, denso, tremendo, tremenda, brutal, salvaje, incontrolable, fuera de control, bastante',
  rising: 'sube, subiendo, esta subiendo, crece',
  cannotStop: `no para, no para de, no puedo cerrar, no podemos cerrar, no puedo parar, no puedo cortar, no puedo cerrarla, no se puede cerrar, no cierra, no se cierra, no consigo cerrar, no consigo cortar, no consigo parar, no logro cerrar, no logro cortar, no deja de, no se apaga, no puedo apagar, no puedo apagarlo, no podemos apagarlo, no encuentro la llave, no se donde se corta, no se donde cortar, no se como cerrar, no se como cortar, no se detiene, no puedo detener, sin parar, sin control, fuera de control`,
  flood:
    'fuga enorme, fuga muy grande, fuga de agua enorme, gran fuga de agua, inundacion, inundado, inundada, inundando, inunda, inundandose, inundo, inundaciones, inundados, anegado, anegada, bajo el agua, inundar',
  burst:
    'exploto, reventado, reventada, revento, reventaron, reventar, rebento, reventó, se partio, estallado, se solto, soltado, rajado',
  burstPipe:
    'tuberia reventada, tuberia rota, tuberia ha reventado, revento una tuberia, revento la tuberia, reventado una tuberia, reventado la tuberia, reventado un tubo, revento un tubo, revento el tubo, reventado una caneria, revento la caneria, revento una caneria, reventon, se ha roto una tuberia, se rompio una tuberia, se rompio un tubo, se rompio la tuberia, se rompio una caneria, se rompio el cano, revento el cano, reventó un caño, se rompio un cano, se ha roto la tuberia, roto un tubo, ha reventado el termo, se ha roto el latiguillo, reventado el latiguillo, ha explotado la tuberia, se partio el tubo',
  broken: 'roto, rota, rompio, dañado, picado, taladrado, perforado, pinchado, agujereado',
  pipe: 'tuberia, tuberias, tubo, tubos, caneria, canerias, cano, canos, latiguillo, termo, radiador, deposito, tanque, tinaco, manguera, grifo, cisterna, bajante, calentador, boiler, llave de paso, conducto, tubera',
  leak: 'fuga, fugas, escape, pierde, perdiendo, filtracion, filtraciones, fugas, escapa, escapando, se escapa, gotea, goteando, goteo, chorrea',
  smell:
    'huele, huelo, oler, olor, olores, oliendo, olemos, apesta, peste, pestazo, hedor, tufo, hiede, olía, huelen, atufa',
  hiss: 'silba, silbando, silbido, siseo, pita',
  sewage: 'aguas negras, aguas fecales, aguas residuales, fecales, heces, mierda, alcantarillado',
  carbonMonoxide: 'monoxido de carbono, monoxido',
  carbonAlarm:
    'alarma de monoxido, detector de monoxido, alarma de monoxido de carbono, detector de monoxido de carbono, detector de co, alarma de co, alarma del monoxido',
  symptom:
    'mareado, mareada, mareados, mareo, mareos, me mareo, dolor de cabeza, duele la cabeza, nauseas, vomitando, mal cuerpo, somnoliento, confusa, desmayo, nos encontramos mal, me encuentro mal, desorientado, ganas de vomitar',
  structure:
    'techo, tejado, pared, muro, suelo, piso, edificio, andamio, balcon, escalera, chimenea, viga, cornisa, casa, cielo raso, forjado, vigas, cobertizo, terraza, barda, losa, tabique, porche',
  collapse:
    'se cae, se esta cayendo, se ha caido, se cayo, se viene abajo, viniendose abajo, viniendo abajo, viene abajo, se hunde, hundido, hundido el, se hundio, hundiendo, hundiendose, se derrumba, derrumbe, derrumbo, derrumbado, derrumbando, derrumbandose, derrumbo, desplomado, desplomo, desploma, desplomando, desplome, colapso, colapsado, colapsa, colapsando, se va a caer, a punto de caer, a punto de caerse, se vino abajo, se ha venido abajo, cede, cedido, cedio, se nos cae, cayendose, se nos ha caido, se me cae, se desprende, se ha desprendido, va a caerse, va a caer, esta por caerse, se vence, pandeando, cediendo, cayo encima',
  place: `cocina, casa, piso, apartamento, departamento, habitacion, cuarto, dormitorio, bano, salon, sala, sotano, garaje, atico, horno, coche, carro, auto, furgoneta, tienda, oficina, edificio, pasillo, jardin, chimenea, tejado, techo, motor, bateria, cama, sofa, campana, portal, vecino, vecina, local, taller, almacen, entrada, puerta, ventana, lavadora, secadora, trastero, terraza, patio, contenedor, basura, balcon, papelera, vivienda`,
  exists: 'hay, tenemos, veo, se ve, socorro, ayuda, tengo, auxilio, vemos',
  child:
    'mi hijo, mi hija, el bebe, mi bebe, bebe, nino, nina, ninos, mis hijos, mi nieto, mi nieta, hijo, hija, mi peque, el peque, crio, criatura, chiquito, chiquita, mi nene, nene, nena, alumno, alumna',
  person:
    'mi marido, mi mujer, mi esposo, esposa, mi esposa, mi madre, mi padre, mi abuela, mi abuelo, mi mama, mi papa, mi pareja, mi novio, mi novia, mi vecino, mi vecina, mi hermano, mi hermana, mi amigo, amiga, alguien, una persona, persona, trabajador, obrero, el tecnico, tecnico, fontanero, plomero, electricista, jardinero, operario, hombre, mujer, senor, senora, un tipo, tipo, gente, companero, me, nos, se, un chico, una chica, empleado, empleada, el pintor, le, mi ex, ex, abuelo, abuela, marido, chaval, cliente, clienta',
  body: 'mano, manos, dedo, dedos, brazo, brazos, pierna, piernas, cabeza, ojo, ojos, cara, pie, cuello, muneca, rodilla, tobillo, pecho, piel, cuero cabelludo, boca, espalda',
  wound:
    'cortado, corte, corto, cortada, quemado, quemada, quemo, queme, quemadura, quemaduras, roto, rompio, aplastado, atrapado, cercenado, amputado, apunalado, herida, pillado, clavado, hinchado, hinchada, golpe, golpeado, abierto, hinchazon, brecha, acido',
  hurt: 'herido, herida, heridos, duele, dolor, lastimado, lastimo',
  injured:
    'herido, herida, heridos, gravemente, lesionado, lesionada, accidentado, atropellado, atropellada, apunalado, tiroteado, malherido, malherida, descalabrado, lastimado, lastimo, accidente',
  badly:
    'mucho, mucha, grave, gravemente, profundo, profunda, fuerte, muy mal, mal, muchisimo, feo, bastante, puntos, hospital, muy feo, con grapas',
  fell: 'caido, cayo, cai, se ha caido, se cayo, me cai, me he caido, resbalo, caida, caerse, resbalado',
  height:
    'del arbol, de un arbol, escalera, escaleras, andamio, balcon, ventana, altura, metros, azotea, terraza',
  bleeding:
    'sangrando, sangra, sangro, desangra, desangrando, desangrandose, se desangra, hemorragia, pierde sangre, perdiendo sangre, sangrar',
  blood: 'sangre',
  swallowed:
    'tragado, trago, bebido, bebio, ingerido, ingirio, tomado, inhalado, se bebio, se trago, tomo, comido, comio',
  poison:
    'lejia, cloro, veneno, producto, productos, amoniaco, detergente, acido, salfuman, sosa, pastillas, pastilla, pila, pilas, herbicida, matarratas, raticida, desatascador, quimico, quimicos, aguafuerte, disolvente',
  collapsed:
    'se muere, se esta muriendo, se me muere, desmayado, desmayada, desmayo, se desmayo, desplomado, desplomada, no responde, no reacciona, no despierta, no se mueve, se desplomo, no contesta y no se mueve, perdio el conocimiento, perdido el conocimiento',
  dying: `inconsciente, no respira, no puedo respirar, no puede respirar, sin respirar, dejo de respirar, dejado de respirar, respira mal, respira con dificultad, cuesta respirar, me ahogo, se ahoga, se esta ahogando, ahogando, ahogandose, se atraganta, se atraganto, se ha atragantado, atragantado, atragantando, asfixia, asfixiando, asfixiandose, me asfixio, infarto, ataque al corazon, ataque cardiaco, paro cardiaco, dolor en el pecho, dolor de pecho, duele el pecho, ictus, derrame cerebral, sobredosis, convulsion, convulsiones, convulsionando, reaccion alergica, intoxicado, intoxicada, intoxicacion, intoxicados, envenenado, envenenada, de parto, sin pulso, no tiene pulso, anafilaxia, accidente de coche, accidente de trafico, se desangra, esta muerto, esta muerta, sin conocimiento, perdio el conocimiento, ha perdido el conocimiento, falta el aire, no me llega el aire, anafilactico`,
  rescue:
    'ambulancia, bomberos, policia, 112, 911, 091, guardia civil, los bomberos, la ambulancia, urgencias medicas, samur, cruz roja, la policia',
  need: 'llama, llamen, llamad, llame, llamar, necesito, necesitamos, necesita, envien, envia, enviad, manden, manda, mandad, llamando, vengan, pidan, pide, hace falta, quiero',
  trapped:
    'atrapado, atrapada, atrapados, atrapadas, encerrado, encerrada en, encerrados, encerradas, encerrada, no puedo salir, no podemos salir, no puede salir, no pueden salir, no puedo escapar, quedado encerrado, en el ascensor atrapado, atascado en el ascensor, atascados en el ascensor, parado en el ascensor, se quedo encerrada, sepultado, enterrado bajo, atorado en el elevador, quede encerrado',
  lockedIn:
    'se ha quedado dentro, se quedo dentro, encerro, se encerro, encerrado dentro, solo en el coche, solo dentro, sola dentro, dentro del coche, dentro del carro, dentro del auto, metida la cabeza, sin poder salir',
  threat: `tiene un cuchillo, con un cuchillo, tiene una pistola, con una pistola, tiene un arma, con una navaja, tiene una navaja, te voy a matar, os voy a matar, lo voy a matar, la voy a matar, te mato, os mato, te matare, voy a matarte, vamos a matar, me va a matar, me quiere matar, quiere matarme, van a matarme, nos va a matar, me quieren matar, matarme a mi, me van a matar, amenaza de muerte, te arrepentiras, te vas a arrepentir, te vas a enterar, se donde vives, sabemos donde vives, te voy a partir, te parto la cara, te rompo, te voy a romper, te voy a reventar, te voy a pegar, te voy a pegar un tiro, te voy a hacer dano, voy a hacerte dano, te quemo, te voy a quemar, quemarte la casa, quemarte el negocio, me pega, me pego, me esta pegando, me ha pegado, me golpea, me golpeo, me esta golpeando, me maltrata, me pegan, nos pega, violencia, maltrato, me viola, violado, violada, violacion, violo, me violo, secuestrado, secuestrada, secuestro, rehen, rehenes, bomba en, una bomba, me esta siguiendo, me estan siguiendo, me persigue, me persiguen, me sigue un, estoy en peligro, corro peligro, peligro mi vida, mi vida corre peligro, disparos, tiroteo, me atracan, me estan atracando, nos atracan, me estan robando, me roban, nos estan robando, estan robando, ire a por ti, voy a ir a por ti, voy por ti, iremos a por ti, acabare contigo, acabar contigo, eres hombre muerto, estas muerto, temo por mi vida, me agrede, me agredio, me esta agrediendo, me hace dano, me haga dano, miedo de que me`,
  attacks:
    'ataca, atacando, ataco, atacado, agredido, agredio, agredida, agrediendo, golpea, golpeando, pegando, apunalado, estrangula, pega, pego, golpeado, disparo, disparando, dispara, ahorca',
  threatens:
    'amenaza, amenazado, amenazada, amenazando, amenazo, amenazas, amenazandome, acosa, acosando, chantaje, amenazan',
  weapon: 'cuchillo, navaja, pistola, arma, armas, escopeta, machete, armado, armados, hacha, cuchillos',
  intruder:
    'ladron, ladrones, intruso, intrusos, desconocido, asaltante, asaltantes, atracador, encapuchado, encapuchados, extraño, merodeando, ratero, rateros',
  breaksIn: `intenta forzar, intentan forzar, intentando forzar, quiere forzar, forzar la puerta, forzar mi puerta, intentan entrar, intenta entrar, intentando entrar, esta intentando entrar, tratando de entrar, tratan de entrar, quiere entrar, quieren entrar, estan entrando, esta entrando alguien, alguien esta entrando, alguien ha entrado, alguien entro, han entrado en mi casa, entraron en mi casa, entraron a mi casa, entro en mi casa, se ha metido, se han metido, se metio en, forzando la puerta, forzando mi puerta, forzando la cerradura, forzando, tirando la puerta, hay alguien en mi casa, hay alguien en casa, hay alguien dentro, alguien dentro de mi casa, alguien en mi casa, aporreando la puerta, rompiendo la ventana, rompiendo la puerta, echando abajo la puerta, tumbando la puerta, golpeando la puerta`,
  wishToDie: `quiero morir, quiero morirme, quisiera morir, quisiera morirme, me quiero morir, me quiero matar, quiero matarme, voy a matarme, me voy a matar, suicidio, suicidarme, suicidar, suicida, suicidarse, suicidarnos, quitarme la vida, me quito la vida, me voy a quitar la vida, acabar con mi vida, acabar con todo, terminar con mi vida, terminar con todo, poner fin a mi vida, ponerle fin a mi vida, no quiero vivir, no quiero seguir viviendo, no quiero seguir vivo, no quiero seguir viva, no quiero estar vivo, no quiero estar viva, no vale la pena vivir, no merece la pena vivir, no tengo ganas de vivir, sin ganas de vivir, sin razon para vivir, no tengo razones para vivir, no aguanto mas la vida, no puedo mas con la vida, no puedo mas con esta vida, cansado de vivir, cansada de vivir, harto de vivir, harta de vivir, mejor muerto, mejor muerta, estaria mejor muerto, estaria mejor muerta, ojala me muera, ojala me muriera, ojala estuviera muerto, ojala estuviera muerta, ojala no despertara, hacerme dano, cortarme las venas, tirarme por la ventana, tirarme de, tirarme al, saltar al vacio, ahorcarme, desaparecer para siempre, no quiero despertar, dejar de vivir, ganas de morir, ganas de morirme, deseo morir, mejor sin mi, estar muerto, estar muerta, ya no quiero estar aqui, no le encuentro sentido a la vida, la vida no tiene sentido, no quiero existir`,
  want: 'quiero, queremos, quisiera, quiere, queria, me gustaria, deseo, puedo, podria, necesito, pensando en, prefiero, ponme, ganas de, voy a, hablar',
  notWant:
    'no quiero, no queremos, no deseo, no quisiera, no me gustaria, ya no quiero, no necesito, no me interesa, no me interesan, no quiero que, no autorizo, no he pedido, no acepto, no quiere, no deseamos',
  die: 'morir, morirme, matarme, suicidarme',
  live: 'vivir, viviendo, seguir viva, seguir vivo',
  urgent:
    'ayuda, socorro, auxilio, urgente, urgencia, emergencia, rapido, por favor vengan, corre, corran, peligro, dios mio, sos, 🆘, deprisa, cuanto antes, inmediatamente, miedo, peligroso, vengan, ven ya',
  still: 'sigue, todavia, aun, sigue saliendo',
  not: 'no, sin, ni, tampoco, nunca, evitar, prevenir, ningun, ninguna',
  unsure:
    'no se, no estoy seguro, no estoy segura, creo que, no hay luz, no tengo luz, no tenemos luz, no se si, no solo, no es broma, no es normal, no se que hacer, no se que pasa, no funciona, no va, no va bien, sin luz, no contesta, no hay nadie, no sabemos, no puedo esperar, no me deja, por que no',
  past: 'ano pasado, mes pasado, semana pasada, invierno pasado, verano pasado, hace anos, hace un ano, hace meses, hace un mes, hace semanas, hace una semana, el otro dia, hace tiempo, seguro, aseguradora, antes, en 2024, en 2025, tras la, tras el, despues de la, despues del',
  over: 'ya esta arreglado, ya no, arreglado, solucionado, se ha ido, ya paso, falsa alarma, apagado, cortado, era, ya esta controlado',
  ask: `cuanto, cuanto cuesta, cuanto vale, cuanto cobran, cuanto cobrais, cuanto me cobraria, precio, precios, presupuesto, cotizacion, coste, costo, haceis, hacen, hace usted, ofrecen, ofreceis, tienen, reparais, reparan, arreglais, arreglan, instalais, instalan, quisiera pedir, me gustaria, podrian, podriais, quisiera, si hay, en caso de, que pasa si, quiero reservar, quiero pedir, tarifa, tarifas, busco, limpiais, limpian, quitais`,
  service: `fisica, quimica de, pila, instalar, instalacion, instalaciones, instalado, certificado, revision, revisiones, inspeccion, boletin, mantenimiento, servicio, reparar, reparacion, reparaciones, arreglar, arreglo, cambiar, cambio, sustituir, limpiar, limpieza, pintar, deteccion, prueba, curso, clase, clases, deberes, examen, tratamiento, detectar, localizar, poner, colocar, montar, quitar, eliminar, seguro, manchas, mancha, danos, dano, ignifugo, proteccion, tema`,
  ordinary: `revision de gas, revision del gas, revision de caldera, instalacion de gas, instalador de gas, boletin de gas, certificado de gas, factura del gas, factura de gas, recibo del gas, contrato de gas, alta de gas, alta del gas, caldera de gas nueva, compania de gas, compania del gas, tecnico de gas, gas natural, de gas o, gas o electrica, gas ciudad, cambiar la caldera, calefaccion de gas, calentador de gas nuevo, a gas o,
    puerta cortafuegos, cortafuegos, contra incendios, extintor, extintores, antiincendios, detector de incendios, proteccion contra, fuegos artificiales, a fuego lento, seguro de incendio, lugar de fuego, juego, hora de llegada, te llama, llama al, le llama, me llama, se llama, llama cuando, llama por, llama a, llama si, llama manana, llama luego, llama hoy, llama antes, color fuego, rojo fuego,
    detectores de humo, detector de humos, alarmas de humo, olor a humo de tabaco, humo de tabaco, humo de cigarro, tabaco, gris humo, campana extractora, salida de humos, extractor de humos, ahumado, ahumados, ahumada, conducto de humos,
    pelo quemado, cabello quemado, puntas quemadas, bombilla quemada, foco quemado, cesped quemado, comida quemada, quemar grasa, quemado del sol, quemada del sol, restos quemados, sarten quemada, olla quemada, ollas quemadas, se quemo la bombilla, se quemo el foco, quemado el cesped, plancha quemada, quema de, horno quemado, grasa quemada, quemado por el sol, quemado de,
    agua caliente, agua fria, factura del agua, recibo del agua, contador del agua, contador de agua, presion de agua, presion del agua, filtro de agua, descalcificador, agua potable, manchas de agua, mancha de agua, suministro de agua, agua de riego, calentador de agua, tanque de agua, deposito de agua, bomba de agua, alta de agua, a prueba de agua, resistente al agua, sin agua, corte de agua, llave del agua, agua con gas, agua oxigenada,
    gotera, goteras, grifo que gotea, grifo gotea, gotea el grifo, gotea un grifo, el grifo pierde, grifo pierde, cisterna pierde, cisterna no para, no para de correr la cisterna, cambiar el grifo, tejado nuevo, luz natural, luz led, luces led, luz de,
    sangrar radiadores, sangrado de radiadores, sangrar los radiadores, purgar, presion de la sangre, manchas de sangre, mancha de sangre, analisis de sangre, rojo sangre, circulacion de la sangre,
    me muero por, me muero de ganas, me muero de risa, muero por, morir de risa, se muere el cesped, se mueren las plantas, se me mueren las plantas, plantas muertas, planta se muere, arbol muerto, arboles muertos, ramas muertas, planta muerta, cesped muerto, puntos muertos, angulo muerto, naturaleza muerta, se me muere, se muere la planta, pelo muerto, piel muerta, bateria muerta,
    matar hormigas, matar cucarachas, matar ratas, mata hierbas, matamalezas, matar las, matar los, mato las, a matar,
    llaves dentro, llave dentro, me quede fuera, nos hemos quedado fuera, me he quedado fuera, puerta cerrada con, pelo atrapado, aire atrapado, agua atrapada, atascado el desague, se atasco, en un atasco, atrapado en un atasco, atrapado en el trafico, atrapada en el trafico, me dejo las llaves, olvidado las llaves,
    entraron a robar, robaron, nos robaron, me robaron, intento de robo, alarma antirrobo, antirrobo, tras un robo, hueles bien, huele bien, huele muy bien, buen olor, mal olor del desague, olor a humedad, olor a perro, malos olores, olor a tuberia, ataque de risa, ataque a las plantas, ataca las plantas, ataca mis plantas, ataca a, atacan, pulgones, antes de que, con un cuchillo de cocina, cuchillo de cocina, cuchillos de cocina, con una pistola de, afilar cuchillos, pistola de silicona, pistola de calor, pistola de pintura, bomba de calor, bomba de presion, bomba de la piscina, bomba de piscina, bombas de bano, bomba sumergible, me pegan bien, me pega con, no me pega, se me pega, pega bien, caida del pelo, caida del cabello, se me cae el pelo, caida de pelo, se cae el pelo, hojas caidas, ha caido el precio, caen las hojas, se cayo el cuadro, teja caida, tejas caidas, se ha caido una teja, se cayo una teja, se cayeron tejas, han caido tejas, se ha caido el sistema, se cae la, se cae el enchufe, cae bien, me cae bien, se ha caido la cita, se cae internet, ha bajado el precio, baja el precio, presion baja, planta baja, luz baja, policia nacional, certificado policial, oposiciones, comisaria, pintura de techo, pintar el techo, pintar techo, pintar techos, ventilador de techo, lampara de techo, claraboya, fuego y, mal aliento,
    parada de autobus, parada del bus, stop motion, sin parar de, ya no hace falta, dar de baja el suministro, dar de baja la luz, baja medica, esta de baja, estoy de baja, baja por`,
  stopAlone:
    'stop, baja, parar, para, basta, alto, cancelar suscripcion, darse de baja, dar de baja, desuscribir, desuscribirme, desuscribirse, no molestar, no molesten, no molestes, fin, salir, detener, bajame, borrame, eliminar, borrarme, remover, darme de baja, no mas, ya basta, basta ya, unsubscribe, dejenme en paz, dejadme en paz, dejame en paz, no gracias no escriban, cese',
  stopInside: 'basta ya',
  unsubscribe: `darme de baja, dame de baja, deme de baja, denme de baja, dadme de baja, dar de baja mi numero, doy de baja, me doy de baja, date de baja, dar me de baja, quiero la baja, solicito la baja, quiero baja, me den de baja, me des de baja, me deis de baja, tramiten mi baja, pido la baja, solicitar la baja, solicito mi baja, desuscribir, desuscribirme, desuscribanme, desuscribeme, desuscribidme, cancelar mi suscripcion, cancelar la suscripcion, cancelen mi suscripcion, cancela mi suscripcion, anular suscripcion, anular la suscripcion, dejar de recibir, dejen de escribir, dejen de escribirme, deje de escribir, deje de escribirme, deja de escribirme, deja de escribir, dejad de escribir, dejad de escribirme, dejen de mandar, dejen de mandarme, dejen de enviar, dejen de enviarme, deje de enviarme, deja de enviarme, dejad de enviarme, dejad de enviar, dejad de mandar, dejad de mandarme, deja de mandarme, deje de mandarme, dejen de contactarme, deja de contactarme, dejad de contactarme, deje de contactarme, dejen de molestar, dejen de molestarme, deja de molestar, deja de molestarme, dejad de molestar, dejad de molestarme, deje de molestarme, paren de escribir, paren de escribirme, paren de mandar, paren de mandarme, paren de enviar, paren de enviarme, parad de escribirme, para de escribirme, para de mandarme, para de enviarme, parad de mandarme, parad de enviar, pare de escribirme, pare de enviarme, dejenme en paz, dejame en paz, dejadme en paz, dejeme en paz, no me molesten, no me molestes, no me molesteis, no molesten mas, no molesteis mas, no molestes mas, basta de mensajes, borren mi numero, borra mi numero, borrad mi numero, eliminen mi numero, elimina mi numero, eliminad mi numero, quiten mi numero, quita mi numero, quitad mi numero, borrenme, eliminenme, quitenme de, quitame de, quitadme de, saquenme de, sacame de, sacadme de, saqueme de, borrame de, borradme de, eliminame de, retiro mi consentimiento, retirar mi consentimiento, revoco mi consentimiento, retiro el consentimiento, revocar mi consentimiento, no doy mi consentimiento, no quiero saber nada mas de ustedes, no quiero saber nada mas de vosotros, no quiero mas publicidad, no vuelvan a escribirme, no vuelvas a escribirme, no vuelva a escribirme, no volvais a escribirme, no me vuelvan a escribir, no me volvais a escribir, no me vuelva a escribir, no me vuelvas a escribir, no me vuelvan a contactar, no me vuelvan a mandar, no me vuelvan a enviar, no vuelvan a contactarme, no vuelvan a mandarme, cesen, los voy a bloquear, os voy a bloquear, te voy a bloquear, voy a bloquear este numero`,
  cease:
    'dejen de, deje de, deja de, dejad de, dejar de, paren de, para de, parar de, parad de, pare de, cesen de, basta de, paren, parad, cancelar, cancelen, stop, basta, suficiente de',
  sending:
    'enviar, enviarme, enviando, mandar, mandarme, mandando, escribir, escribirme, escribiendo, contactar, contactarme, contacten, molestar, molestarme, envien, manden, escriban, escribais, mandeis, envieis, contacteis, mandes, envies, escribas, mensajear, mensajearme, spam, me escriban, me contacten, me envien, me manden',
  message:
    'mensaje, mensajes, sms, mensajitos, whatsapp, whatsapps, wasaps, correos, publicidad, promociones, promocion, ofertas, anuncios, boletin, newsletter, propaganda, spam, notificaciones, comunicaciones, comunicacion, informacion comercial, mails, emails, correo, novedades, campañas',
  noMore: 'no mas, basta de, nada de',
  dontSend:
    'no me escriban, no me escribas, no me escriba, no me escribais, no escriban, no escribas, no escriba, no escribais, no me envien, no me envies, no me envie, no me envieis, no envien, no envies, no envieis, no envie, no me manden, no me mandes, no me mande, no me mandeis, no manden, no mandes, no mande, no mandeis, no me contacten, no me contactes, no me contacte, no me contacteis, no contacten, no contactes, no me contacten, no me mensajeen, no quiero que me escriban, no quiero que me contacten, no quiero que me envien, no quiero que me manden, no quiero que me escribais, no quiero que me mandeis, no quiero que me contacteis, no quiero que me envieis, no quiero que me vuelvan, no quiero que me escribas, no quiero que me mandes, no quiero que me envies, nunca mas me',
  again:
    'mas, nunca mas, nunca, otra vez, de nuevo, jamas, en el futuro, a este numero, este numero, en adelante, nada mas, ya, nada',
  receive:
    'recibir, recibiendo, recibirlos, ser contactado, ser contactada, me lleguen, me llegan, seguir recibiendo, que me contacten',
  removeMe:
    'quitenme, quitame, quitadme, quiteme, borrenme, borrame, borradme, eliminenme, eliminame, saquenme, sacame, sacadme, saqueme, quiten, quita, borren, borra, borrar, borrad, borre, eliminen, elimina, eliminar, eliminad, elimine, quitar, quitarme, sacarme, retirenme, retiren, salir, borrarme, suprimir, suprimid, supriman, quitad',
  list: 'lista, listas, lista de contactos, base de datos, lista de difusion, difusion, envios, contactos, sistema, agenda',
  myData:
    'mi numero, mis datos, mi contacto, mi telefono, mi nombre, mi informacion, mi correo, mi movil, mi celular',
  reminder: 'recordatorio, recordatorios, avisos de cita, recordarme',
  courtesy:
    'por favor, porfavor, porfa, gracias, muchas gracias, hola, buenas, buenos dias, buenas tardes, buenas noches, saludos, ya, ahora, un saludo, vale, ok, de acuerdo, adios, mil gracias, please, thanks, favor, esto, todo, de una vez, buen dia, mensajes, los mensajes, muy amable, amable',
  personAlone:
    'persona, una persona, humano, un humano, agente, un agente, operador, operadora, asesor, asesora, persona real, una persona real, alguien real, representante, un asesor, un operador, hablar',
  speakTo:
    'hablar con, hablarle a, conversar con, comunicarme con, comunicar con, contactar con, charlar con, ponme con, poneme con, pasame con, pongame con, paseme con, ponedme con, pasadme con, me pasa con, me pasas con, me pueden pasar con, me pone con, chatear con, comuniqueme con, comunicame con, atienda, que me atienda',
  speak: 'hablar, atender, atiende, atendido por, pasenme, responda, conteste, darme',
  human:
    'una persona, persona, personas, humano, un humano, humanos, ser humano, alguien, persona real, alguien real, el dueno, dueno, la duena, duena, el jefe, jefe, jefa, encargado, la encargada, el encargado, encargada, responsable, un agente, agente, operador, operadora, asesor, un asesor, empleado, un empleado, algun empleado, gerente, companero, companera, alguien del equipo, recepcion, representante, atencion al cliente, persona de verdad, alguien de verdad, propietario, comercial',
  realHuman:
    'humano, un humano, ser humano, persona real, una persona real, alguien real, persona de verdad, alguien de verdad, agente humano, un agente, operador, asesor, un asesor',
  notRobot:
    'no un robot, no con un robot, no con una maquina, no con un bot, no un bot, no una maquina, no robots, no con robots, no a un robot, ni bots, en vez de un robot, en vez de una maquina, en lugar de un robot, nada de robots',
  robot:
    'robot, un robot, bot, un bot, maquina, una maquina, ia, inteligencia artificial, chatbot, automatico, automatica, ordenador, computadora, persona real, una persona real, persona, humano, un humano, humana, respuesta automatica, asistente virtual, contestador, una persona, de verdad, chatgpt',
  areYou:
    'eres, es usted, sos, es esto, esto es, eres tu, es un, es una, usted es, sois, son ustedes, es automatico, esto lo, estoy',
  talkingTo:
    'hablando con, hablo con, escribiendo con, escribiendo a, chateando con, escribo a, hablamos con, conversando con, me contesta, contesta, me responde',
  stranger: 'alguien, un hombre, unos hombres, un tipo, mi ex, gente, una mujer, dos hombres, unos tipos',
  insideHome:
    'dentro de mi casa, dentro de casa, dentro de la casa, en mi casa ahora, metido en casa, ha entrado en casa, entro en casa, dentro de mi piso, dentro del piso, dentro de mi apartamento',
  fireEmoji: '🔥',
  later:
    'semana que viene, mes que viene, proxima semana, proximo mes, lunes, martes, miercoles, jueves, viernes, sabado, domingo, sin prisa, no corre prisa, la semana proxima, dentro de dos semanas',
  beeps: 'pitando, pita, no para de pitar, pitidos, no deja de pitar',
  offRoof: 'del tejado, del techo',
};
