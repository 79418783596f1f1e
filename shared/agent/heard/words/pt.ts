import type { HeardWords } from '../concepts.ts';

export const pt: HeardWords = {
  gas: 'gas, gaz, butano, propano, glp',
  gasThing: `caldeira, esquentador, fogao, cilindro, aquecedor, aquecedor a gas, botija, botijao, bilha, fogao a gas, forno a gas, bico, boca do fogao, mangueira do gas, tubo do gas,
    contador do gas, placa a gas, registro do gas, registro de gas, torneira do gas`,
  gasLeak: `fuga de gas, vazamento de gas, vazamento do gas, escape de gas, fuga do gas, vazando gas, a vazar gas, saindo gas, a sair gas, gas vazando, gas a sair, gas escapando, gas ligado, gas aberto, deixei o gas, ovo podre, ovos podres, fugas de gas, escapamento de gas, perda de gas, gas a escapar`,
  smoke: 'fumo, fumaca, fumos, fumarada, fumegando, a fumegar, fumegar, deita fumo, a deitar fumo',
  smokeAlarm:
    'alarme de fumo, alarme de fumaca, detetor de fumo, detector de fumo, detector de fumaca, alarme de incendio, detetor de fumos, detetor de incendio',
  goesOff:
    'a tocar, tocando, tocou, toca, disparou, disparado, a disparar, disparando, soando, a soar, acionado, nao para de tocar',
  fire: 'fogo, incendio, incendios, chama, chamas, labareda, labaredas',
  onFire: `a arder, esta a arder, ardendo, arde, pegou fogo, pegando fogo, pega fogo, a pegar fogo, em chamas, queimando, esta queimando, a queimar, incendiou, incendiou se, incendiando, ha fogo, ha um incendio, tem fogo, fogo na, fogo no, fogo em, incendio na, incendio no, incendio em, esta pegando fogo, comecou um fogo, comecou um incendio, chamem os bombeiros, chama os bombeiros, chame os bombeiros, apagar o fogo, incendiar, ardeu`,
  burning:
    'queimado, queimada, queimados, queimando, a queimar, queimou, queimar, chamuscado, derretido, derretida, derretendo, a derreter, derreteu, derretidos, esturricado, torrado, carbonizado, sobreaquecido, superaquecido',
  explosion: 'explosao, explodiu, explodir, vai explodir, explodindo, a explodir, explode, explodido',
  electric: `tomada, tomadas, fio, fios, cabo, cabos, quadro, quadro eletrico, quadro de luz, disjuntor, disjuntores, interruptor, fusivel, lampada, lampadas, candeeiro, luz, luzes, eletricidade, eletrico, eletrica, extensao, ficha, carregador,
    secador, torradeira, microondas, maquina de lavar, maquina de secar, geladeira, frigorifico, chuveiro, chuveiro eletrico, poste, fiacao, instalacao eletrica, televisao, tv, padrao, adaptador, plugue, lustre, foco, bocal, relogio da luz, benjamim, t`,
  spark:
    'faisca, faiscas, faiscando, a faiscar, faiscar, faiscou, fagulha, fagulhas, soltando faisca, curto circuito, curtocircuito, curto, centelha, centelhas, estalando, estalos',
  exposed:
    'descarnado, descarnados, desencapado, desencapados, exposto, expostos, a vista, pendurado, pendurados, caido, caidos, solto, soltos',
  hot: 'muito quente, a ferver, pelando, queima ao tocar, super quente, quentissima, quentissimo, quente demais, muito quentes, a escaldar, esquentando muito, aquecendo muito',
  shocked: `choque eletrico, choques eletricos, levei um choque, levei choque, levou um choque, levou choque, tomei um choque, tomei choque, tomou um choque, tomou choque, apanhei um choque, apanhou um choque, apanhei choque, da choque, dando choque, dar choque, a dar choque, a dar choques, da choques, deu choque, deu um choque, deu me um choque, me deu um choque, choque na, choque no, eletrocutado, eletrocutada, eletrocutou, eletrocussao, eletrocutei, descarga eletrica, levando choque, a apanhar choques, levar choque, choques na, choques no`,
  water: 'agua, aguas, chuva',
  ceiling: 'teto, tecto, tetos, tectos, forro',
  wall: 'parede, paredes, muro',
  throughCeiling:
    'agua do teto, agua pelo teto, agua no teto a, agua do tecto, agua pelo tecto, do teto cai agua, caindo do teto, a cair do teto, pingando do teto, a pingar do teto, pela lampada, pelo candeeiro, chovendo dentro, chove dentro, a chover dentro, vazando do teto, descendo do teto, escorrendo do teto, escorrendo pelo teto, chovendo na sala, do andar de cima, teto esta pingando, teto a pingar, teto pingando, agua do vizinho de cima, teto esta a pingar',
  comes:
    'sai, sair, saindo, a sair, sao, cai, caindo, a cair, caiu, entra, entrando, a entrar, pinga, pingando, a pingar, desce, descendo, a descer, escorre, escorrendo, a escorrer, vindo, vem, a vir, saiu, entrar, saem, deita, a deitar, soltando, solta, infiltrando',
  pours:
    'com forca, com muita forca, com pressao, jorra, jorrando, a jorrar, jorrar, aos jatos, esguicha, esguichando, a esguichar, esguicho, transborda, transbordando, a transbordar, transbordou, em jato, aos litros, a potes, jato, despejando, espirrando, em cascata, vazando muito, correndo, aos jorros, a correr por',
  everywhere:
    'por todo o lado, por todos os lados, por toda a, por toda parte, por todo lado, em todo lado, por toda a parte, pra todo lado, para todo lado, para todo o lado, em toda a parte, toda a casa, a casa toda, casa toda, tudo molhado, tudo cheio, cheio de, cheia de, tudo encharcado, encharcado, encharcada, alagado, alagada, a cozinha toda, cozinha toda, pelos tornozelos, em todo o lado, um monte de, tudo alagado',
  big: 'muito, muita, muitos, muitas, enorme, grande, grave, forte, fortes, negro, preta, preto, denso, imensa, imenso, demais, descontrolado, gigante, bue, intenso, intensa',
  rising: 'a subir, subindo, sobe, subiu',
  cannotStop:
    'nao para, nao para de, nao consigo fechar, nao consigo parar, nao consigo desligar, nao consigo cortar, nao conseguimos fechar, nao conseguimos parar, nao fecha, nao apaga, nao consigo apagar, nao conseguimos apagar, nao desliga, sem parar, nao ha maneira de fechar, nao sei onde fecha, nao sei onde fechar, nao sei onde desliga, nao sei onde se fecha, nao acho o registro, nao encontro o registro, nao encontro a torneira, sem controle, fora de controle, fora de controlo, nao da para fechar, nao estanca, nao consigo estancar, nao da pra fechar, descontrolado',
  flood:
    'fuga enorme, vazamento enorme, vazamento muito grande, grande vazamento, fuga de agua enorme, inundacao, inundado, inundada, inundou, inundando, a inundar, inunda, inundar, alagado, alagada, alagamento, alagou, alagando, a alagar, alaga, enchente, debaixo de agua, debaixo d agua, inundacoes, submerso, submersa',
  burst:
    'rebentou, rebentado, rebentada, estourou, estourado, estourada, estoirou, arrebentou, arrebentado, rompeu, rompido, explodiu, rebentar, arrebentada, soltou se, se soltou',
  burstPipe:
    'cano estourado, cano rebentado, cano estourou, cano rebentou, rebentou um cano, estourou um cano, estourou o cano, rebentou o cano, cano arrebentou, arrebentou um cano, arrebentou o cano, rompeu um cano, cano partiu, cano partido, tubo rebentou, tubo rebentado, tubo estourou, rebentou um tubo, cano rompido, cano quebrou, cano rompeu, canos rebentados, quebrou um cano, partiu se um cano, rotura de cano',
  broken: 'quebrado, quebrada, partido, partida, furado, furada, furei, furou, rachado, danificado, quebrou',
  pipe: 'cano, canos, tubo, tubos, tubagem, encanamento, canalizacao, tubulacao, caixa d agua, torneira, cilindro, radiador, mangueira, termoacumulador, esquentador, autoclismo, deposito, reservatorio, registro, adutora, flexivel, bicha',
  leak: 'vazamento, vazamentos, vaza, vazando, a vazar, vazar, fuga, fugas, escape, escapa, escapando, a escapar, goteja, gotejando, pinga, pingando, a pingar, perde, a perder, infiltracao, verte, a verter, vertendo',
  smell:
    'cheira, cheiro, cheiros, cheirando, a cheirar, cheirar, fedor, fede, fedendo, odor, cheirinho, cheira me, catinga, sinto cheiro, cheirou, sentir cheiro',
  hiss: 'assobia, assobiando, assobio, chiado, chiando, silvo, sibilo, a assobiar',
  sewage: 'esgoto, esgotos, fezes, merda, fossa, aguas negras, cloaca',
  carbonMonoxide: 'monoxido de carbono, monoxido',
  carbonAlarm:
    'alarme de monoxido, detetor de monoxido, detector de monoxido, alarme de monoxido de carbono, detetor de monoxido de carbono, detector de monoxido de carbono, detetor de co, alarme de co, detector de co',
  symptom:
    'tonto, tonta, tontos, tontura, tonturas, zonzo, zonza, enjoado, enjoada, enjoo, enjoos, dor de cabeca, dores de cabeca, nauseas, nausea, vomitos, vomitando, a vomitar, mal disposto, mal disposta, passando mal, a passar mal, a sentir mal, sentindo mal, sonolento, desmaiar, sonolenta, maldisposto, maldispostos, mal dispostos',
  structure:
    'teto, tecto, telhado, parede, muro, chao, piso, predio, andaime, varanda, escada, chamine, viga, casa, laje, marquise, forro, sacada, barraco, edificio, soalho, pilar, alpendre, muro de arrimo',
  collapse:
    'caiu, cair, a cair, caindo, vai cair, desabou, desabando, a desabar, desaba, desabar, desabamento, ruiu, a ruir, ruindo, ruir, cedeu, a ceder, cedendo, colapsou, colapso, desmoronou, desmoronando, a desmoronar, desmoronar, abateu, aluiu, afundou, afundando, veio abaixo, a vir abaixo, vindo abaixo, despencou, despencando, tombou, caido, abatendo, vem abaixo, caiu em cima',
  place: `cozinha, casa, apartamento, quarto, sala, banheiro, casa de banho, cave, porao, garagem, sotao, forno, carro, carrinha, loja, escritorio, predio, corredor, jardim, chamine, telhado, motor, bateria, cama, sofa, fogao, vizinho, vizinha, quintal, oficina, armazem, porta, janela, andar, lavandaria, lavanderia, area de servico, exaustor, escada, hall, contentor, lixo, caixote, varanda, cortina, colchao, caldeira, esquentador, rua`,
  exists: 'ha, tem, temos, vejo, socorro, ajuda, tenho, estou a ver, esta a sair, estou vendo, existe',
  child:
    'meu filho, minha filha, o bebe, bebe, meu bebe, a crianca, crianca, criancas, meus filhos, meu neto, minha neta, filho, filha, filhote, menino, menina, minha menina, meu menino, o miudo, miudo, miuda, miudos, nene, aluno, aluna',
  person:
    'meu marido, minha mulher, minha esposa, marido, esposa, minha mae, meu pai, minha avo, meu avo, avo, meu namorado, minha namorada, meu vizinho, minha vizinha, meu irmao, minha irma, amigo, amiga, alguem, uma pessoa, pessoa, trabalhador, operario, tecnico, canalizador, encanador, eletricista, jardineiro, homem, mulher, senhor, senhora, gente, colega, me, um tipo, um cara, cara, rapaz, moca, funcionario, funcionaria, pedreiro, ele, ela, o pintor, meu ex, ex, cliente, eu, companheiro, sogra, sogro, idosa, idoso',
  body: 'mao, maos, dedo, dedos, braco, bracos, perna, pernas, cabeca, olho, olhos, cara, rosto, pe, pescoco, pulso, joelho, tornozelo, peito, pele, couro cabeludo, boca, costas, testa',
  wound:
    'cortou, cortou se, cortei, cortado, corte, queimou, queimei, queimado, queimadura, queimaduras, partiu, partido, quebrou, esmagado, esmagou, preso, decepado, decepou, amputou, ferida, ferimento, entalado, inchado, inchada, golpe, bateu com, bateu, acido, furou, rasgou',
  hurt: 'ferido, ferida, feridos, magoado, magoada, magoou se, machucado, machucada, machucou, dor, doi, dores, aleijou se, aleijado, magoou',
  injured:
    'ferido, ferida, feridos, gravemente, acidentado, atropelado, atropelada, esfaqueado, esfaqueada, baleado, baleada, machucado, machucou, aleijado, aleijou se, magoou se, machucou se, se machucou, acidente, queimou se, se feriu, feriu se',
  badly:
    'muito, muita, grave, gravemente, fundo, profundo, profunda, feio, serio, seriamente, a serio, muito mal, mal, bastante, imenso, pontos, hospital, ate ao osso, ate o osso',
  fell: 'caiu, cai, caido, caiu da, tombou, escorregou, escorreguei, queda, despencou',
  height:
    'da arvore, de uma arvore, escada, escadas, escadote, andaime, varanda, janela, altura, metros, sacada, terraco',
  bleeding:
    'sangrando, a sangrar, sangra, sangrar, sangrou, hemorragia, esvaindo, esvair, perdendo sangue, a perder sangue, perdeu sangue, deitar sangue, a deitar sangue',
  blood: 'sangue',
  swallowed: 'engoliu, bebeu, ingeriu, tomou, inalou, comeu, engolido, inalei, engoli, bebi',
  poison:
    'lixivia, agua sanitaria, veneno, produto, produtos, amoniaco, detergente, acido, soda, soda caustica, comprimidos, comprimido, remedios, remedio, pilha, pilhas, herbicida, raticida, desentupidor, quimico, quimicos, chumbinho, cloro, diluente, solvente, candida, pastilha, inseticida',
  collapsed:
    'esta a morrer, esta morrendo, a morrer, morrendo, desmaiou, desmaiado, desmaiada, nao responde, nao reage, nao acorda, nao se mexe, perdeu os sentidos, perdeu a consciencia, sem sentidos, apagou, desfaleceu',
  dying: `inconsciente, nao respira, nao esta respirando, nao esta a respirar, nao consigo respirar, nao consegue respirar, deixou de respirar, parou de respirar, sem respirar, dificuldade em respirar, dificuldade para respirar, dificuldade de respirar, custa respirar, falta de ar, falta o ar, faltando ar, sem ar, engasgado, engasgada, engasgou, engasgou se, engasgando, a engasgar, sufocando, a sufocar, sufocar, asfixia, asfixiando, a asfixiar, afogando, a afogar se, se afogando, afogou, enfarte, infarto, ataque cardiaco, ataque do coracao, parada cardiaca, paragem cardiaca, dor no peito, dores no peito, avc, derrame, overdose, convulsao, convulsoes, convulsionando, a convulsionar, reacao alergica, choque anafilatico, a morrer aqui, morrendo aqui, intoxicado, intoxicada, intoxicacao, intoxicados, envenenado, envenenada, em trabalho de parto, sem pulso, perdeu os sentidos, perdeu a consciencia, acidente de carro, esta morto, esta morta, desacordado, desacordada, sem sentidos`,
  rescue:
    'ambulancia, bombeiros, policia, 112, 190, 192, 193, samu, inem, gnr, psp, os bombeiros, a policia, a ambulancia, resgate',
  need: 'chama, chamem, chame, chamar, chamando, ligue, liguem, liga, ligar, preciso, precisamos, precisa, mandem, manda, mande, mandar, envia, enviem, peca, pecam, quero, urgente',
  trapped:
    'preso no elevador, presa no elevador, presos no elevador, presas no elevador, estou preso, estou presa, estamos presos, ficou preso, ficou presa, fiquei preso, fiquei presa, ficamos presos, presa dentro, preso dentro, presos dentro, trancado dentro, trancada dentro, trancado no, trancada no, trancado na, trancada na, trancados no, trancados na, fechado no, fechada no, fechado na, fechada na, nao consigo sair, nao conseguimos sair, nao consegue sair, encurralado, encurralada, soterrado, soterrada, preso nos escombros, fiquei trancado, fiquei trancada, ficou trancada, ficou trancado, esta trancado, esta trancada, estou trancado, estou trancada, esta preso na, esta presa na, esta preso no, esta presa no, ficaram presos, estou fechado, estou fechada',
  lockedIn:
    'trancou se, se trancou, preso, presa, trancado, trancada, fechou se, fechou se na, entalado, entalada, dentro do carro, sozinho no carro, ficou dentro, sozinho dentro, trancada',
  threat: `me vai matar, que me mata, nos vai matar, te vou matar, vos vou matar, me vai bater, que vai me matar, tem uma faca, com uma faca, tem uma arma, com uma arma, com uma pistola, tem uma pistola, vou te matar, vou matar te, eu te mato, mato te, vou matar voce, vou matar voces, vou matar vos, vou mata lo, quer me matar, quer matar me, vai me matar, vai matar me, querem me matar, querem matar me, vao me matar, vao matar me, vai nos matar, ameaca de morte, vais te arrepender, vai se arrepender, vais arrepender te, vao se arrepender, sei onde moras, sei onde voce mora, sei onde vives, sabemos onde, vou te partir, vou partir te, vou partir a cara, vou quebrar a cara, quebro a tua cara, parto te a cara, vou te bater, vou bater te, vou te quebrar, vou te encher, dar um tiro, dou um tiro, vou te acabar, acabar contigo, acabar com voce, acabo contigo, vou queimar a tua, vou por fogo na tua, vou botar fogo na sua, vou tacar fogo, me bate, me bateu, bateu me, bate me, me batendo, a bater me, esta a bater me, me espanca, me espancou, espancando, me agride, me agrediu, agrediu me, me agredindo, a agredir me, violencia domestica, violou me, me violou, me estuprou, estupro, estuprada, violada, violacao, sequestrado, sequestrada, sequestro, raptado, raptada, refem, refens, bomba no, uma bomba, esta a seguir me, estao a seguir me, esta me seguindo, estao me seguindo, me perseguindo, a perseguir me, me segue, estou em perigo, corro perigo, perigo de vida, tiroteio, tiros, assaltado agora, estao a assaltar, estao assaltando, estou sendo assaltado, estou sendo assaltada, a ser assaltado, a ser assaltada, sendo roubado, estao nos roubando, estao a roubar, estou a ser roubado, vou atras de voce, vou atras de ti, estas morto, voce esta morto, voce ta morto, temo pela minha vida, me machucar, me machuca, me machucando, fazer me mal, me fazer mal`,
  attacks:
    'ataca, atacando, a atacar, atacou, agrediu, agredindo, a agredir, agredido, agredida, bate, batendo, bateu, espancou, espancado, esfaqueou, estrangula, estrangulou, apertou o pescoco, atirou, atirando, socou, empurrou me',
  threatens:
    'ameaca, ameacou, ameacando, a ameacar, ameacado, ameacada, ameacas, persegue, chantagem, ameacam, ameacar',
  weapon:
    'faca, arma, armas, pistola, navalha, revolver, cacadeira, armado, armados, machado, facao, canivete, espingarda',
  intruder:
    'ladrao, ladroes, intruso, intrusos, invasor, invasores, desconhecido, assaltante, assaltantes, bandido, bandidos, encapuzado, encapuzados, gatuno, gatunos, estranho',
  breaksIn: `a tentar entrar, tentando entrar, tentam entrar, tenta entrar, querem entrar, quer entrar, tentando invadir, a tentar arrombar, tentando arrombar, a arrombar, arrombando, arrombaram a minha porta agora, a forcar a porta, forcando a porta, forcar a porta, esta alguem em casa, alguem dentro de casa, alguem dentro da minha casa, alguem na minha casa, tem alguem na minha casa, tem alguem dentro, alguem entrou, alguem esta entrando, invadiram, invadiu, invadindo, entrou na minha casa, entraram na minha casa, entraram em minha casa, estao a entrar em casa, esta alguem a entrar, a partir a janela, quebrando a janela, quebrando a porta, a deitar a porta abaixo, batendo na porta com forca, esmurrando a porta`,
  wishToDie: `quero morrer, queria morrer, so quero morrer, me matar, matar me, vou me matar, vou matar me, quero me matar, suicidio, suicidar, suicidar me, me suicidar, suicida, suicidio, acabar com a minha vida, acabar com minha vida, acabar com a vida, acabar com tudo, por fim a minha vida, por um fim a minha vida, dar fim a minha vida, tirar a minha vida, tirar a minha propria vida, tirar minha vida, tirar minha propria vida, tirar a propria vida, por termo a vida, por termo a minha vida, terminar com a minha vida, terminar com tudo, terminar a minha vida, nao quero viver, nao quero mais viver, nao quero continuar a viver, nao quero continuar vivendo, nao quero estar vivo, nao quero estar viva, ja nao quero viver, nao aguento mais viver, nao vale a pena viver, sem vontade de viver, nao tenho vontade de viver, nao tenho mais vontade de viver, vontade de morrer, vontade de me matar, vontade de sumir para sempre, cansado de viver, cansada de viver, farto de viver, farta de viver, melhor morto, melhor morta, estar morto, estar morta, preferia morrer, prefiro morrer, quem me dera morrer, desistir da vida, desisti da vida, nao quero acordar, nunca mais acordar, me cortar, cortar os pulsos, enforcar me, me enforcar, atirar me da, me jogar da, me jogar do, me jogar de, atirar me de, atirar me a, saltar da ponte, pular da ponte, sumir deste mundo, sumir desse mundo, desaparecer para sempre, deixar de viver, a vida nao faz sentido, nao ha razao para viver, nao tenho razoes para viver, nao tenho motivos para viver, nao tenho motivo para viver, nao aguento mais esta vida, nao aguento mais essa vida, nao aguento mais a vida, melhor sem mim, nao quero existir, nao quero mais existir, nao quero mais estar aqui, fazer mal a mim mesmo, fazer mal a mim mesma`,
  want: 'quero, queria, queremos, gostaria, desejo, posso, poderia, preciso, pensando em, prefiro, vou, vontade de, gostava, pode, da para',
  notWant:
    'nao quero, nao queremos, nao desejo, nao gostaria, ja nao quero, nao preciso, nao me interessa, nao tenho interesse, nao autorizo, nao pedi, nao aceito, nao quero mais, nao pretendo, nao estou interessado, nao estou interessada, nao desejamos, nao gosto de',
  die: 'morrer, me matar, matar me, suicidar',
  live: 'viver, continuar vivo, continuar viva',
  urgent:
    'ajuda, socorro, urgente, urgencia, emergencia, rapido, depressa, perigo, meu deus, sos, 🆘, imediatamente, medo, venham, corre, corram, perigoso, ajudem, acudam, pelo amor de deus, por favor venham, venham ja',
  still: 'ainda, continua',
  not: 'nao, sem, nem, nunca, evitar, prevenir, nenhum, nenhuma',
  unsure:
    'nao sei, nao tenho certeza, nao tenho a certeza, acho que, nao ha luz, nao tenho luz, sem luz, nao so, nao e brincadeira, nao e normal, nao funciona, nao sei se, nao sei o que fazer, nao sei que fazer, nao atende, ninguem, nao da, nao posso esperar, por que nao, porque nao',
  past: 'ano passado, mes passado, semana passada, inverno passado, verao passado, ha anos, ha um ano, ha meses, ha um mes, ha semanas, ha uma semana, no outro dia, outro dia, seguro, seguradora, anos atras, meses atras, semanas atras, em 2024, em 2025, depois da, depois do, apos a, apos o, um mes atras, antigamente',
  over: 'ja foi, ja esta resolvido, ja nao, resolvido, arranjado, consertado, passou, falso alarme, apagado, ja passou, desapareceu, ja esta controlado, ja fechei, parou',
  ask: `quanto, quanto custa, quanto fica, quanto cobra, quanto cobram, quanto e, qual o preco, preco, precos, orcamento, cotacao, valor, fazem, voces fazem, voce faz, faz, oferecem, tem servico, trabalham com, reparam, arranjam, consertam, instalam, gostaria, gostava, poderiam, podiam, se houver, em caso de, caso haja, quero marcar, queria marcar, queria pedir, agendar, marcar, limpam, tiram, removem, procuro`,
  service: `fisica, pilha, instalar, instalacao, instalado, certificado, revisao, inspecao, vistoria, manutencao, servico, reparar, reparacao, reparo, arranjar, consertar, conserto, trocar, troca, substituir, limpar, limpeza, pintar, pintura, detecao, deteccao, teste, testar, curso, aula, aulas, exame, exercicios, tratamento, detetar, detectar, localizar, colocar, montar, tirar, remover, manchas, mancha, danos, dano, protecao, impermeabilizar, impermeabilizacao, materia`,
  ordinary: `revisao do gas, instalacao de gas, inspecao de gas, inspecao do gas, certificado de gas, certificado do gas, conta do gas, conta de gas, fatura do gas, tecnico de gas, tecnico do gas, gas natural, companhia do gas, entrega de gas, entrega do gas, gas encanado, gas canalizado, a gas ou, gas ou eletrico, trocar o gas, troca de gas, botija de gas nova, carga de gas, recarga de gas, gas do ar condicionado, gas do ar, agua com gas, aquecedor a gas novo,
    porta corta fogo, corta fogo, extintor, extintores, fogos de artificio, fogao novo, fogao eletrico, anti fogo, prova de fogo, protecao contra incendio, seguro de incendio, resistente ao fogo, cor de fogo, vermelho fogo, me chama, se chama, chama se, chama me, chama no, chama piloto, chama o, fogo de chao, fogo baixo,
    detetores de fumo, detectores de fumo, detectores de fumaca, cheiro de cigarro, cheiro a tabaco, fumo de tabaco, fumaca de cigarro, cheiro a cigarro, nao fumadores, fumo cigarros, eu fumo, nao fumo, extracao de fumos, saida de fumos, defumado, fumado, cor fume, vidro fume, cinza fumo, fumo do tabaco, exaustor de fumo,
    cabelo queimado, pontas queimadas, lampada queimada, lampadas queimadas, lampada queimou, luz queimada, comida queimada, relva queimada, grama queimada, queimar gordura, queimada do sol, queimado do sol, queimou a lampada, queimou a resistencia, resistencia queimada, resistencia queimou, chuveiro queimou, queimou o chuveiro, panelas queimadas, panela queimada, tacho queimado, gordura queimada, motor queimado, queimado de, forno queimado, chuveiro queimado, disjuntor queimado, tomada queimada,
    agua quente, agua fria, conta da agua, conta de agua, fatura da agua, contador da agua, pressao da agua, pressao de agua, filtro de agua, agua potavel, manchas de agua, mancha de agua, aquecedor de agua, bomba de agua, bomba d agua, sem agua, falta de agua, falta agua, prova de agua, prova d agua, resistente a agua, agua oxigenada, aquecimento de agua,
    torneira pingando, torneira a pingar, torneira pinga, torneira que pinga, torneira esta pingando, torneira esta a pingar, vazamento na torneira, goteira, goteiras, descarga vazando, vaso vazando, autoclismo a perder, telhado novo, luz natural, luz led, sanita a perder, autoclismo nao para, torneira vazando,
    manchas de sangue, mancha de sangue, pressao do sangue, analises ao sangue, exame de sangue, vermelho sangue, sangrar radiadores, purgar radiadores, sangrar os radiadores, tipo de sangue,
    morrendo de vontade, morro de vontade, morrer de rir, morro de rir, morrendo de rir, morrendo de fome, plantas morrendo, plantas a morrer, relva a morrer, grama morrendo, planta a morrer, planta morrendo, plantas mortas, arvore morta, ramos mortos, galhos mortos, pele morta, morta de, ponto morto, arvore a morrer, estao a morrer, minhas plantas estao morrendo, estao morrendo,
    matar baratas, matar formigas, matar ratos, matar ervas, mata ervas, matar o mato, matar cupim, matar as, matar os, cortar a relva, cortar o mato, mato alto, cortar mato, roca de mato, rocar o mato, matar a saudade, me matar de, vou te cortar,
    chaves dentro, chave dentro, chaves no carro, fiquei fora, fechado fora, fiquei trancado fora, fiquei trancada fora, trancado fora, trancada fora, trancado para fora, trancada para fora, trancado do lado de fora, trancada do lado de fora, para fora de casa, preso no transito, presa no transito, preso no trabalho, presa no trabalho, estou presa no, cabelo preso, fio preso, ar preso, porta presa, gaveta presa, chave presa, chave partida, preso na fechadura, presa na fechadura, presa numa reuniao, preso numa reuniao, preso em reuniao, presa em reuniao, penteado preso, chave ficou presa, estou preso em, estou presa em, coque preso, semi preso,
    fui assaltado, fui assaltada, assaltaram, roubaram, tentativa de assalto, tentaram arrombar, alarme anti roubo, apos assalto, depois do assalto, cheira bem, cheira muito bem, cheiro bom, mau cheiro do ralo, cheiro a mofo, cheiro de mofo, cheiro a humidade, cheiro a cao, cheiro de cachorro, ataque de riso, atacam, pulgoes, pistola de silicone, pistola de cola, faca de cozinha, facas de cozinha, afiar facas, bomba de calor, bomba da piscina, bomba de piscina, bombas de banho, bomba submersa, queda de cabelo, cabelo cai, cabelo a cair, cabelo caindo, folhas caidas, folhas caindo, folhas a cair, telha caiu, telhas cairam, caiu uma telha, preco caiu, caiu a luz, luz caiu, caiu a internet, internet caiu, caiu o quadro, caiu bem, disjuntor cai, cai o disjuntor, disjuntor caindo, disjuntor a cair, quadro cai, quadro a disparar, caiu a chamada, disjuntor dispara, quadro disparou, disjuntor disparou, disjuntor desarma, disparou o disjuntor, pintar o teto, pintura de teto, pintar teto, ventilador de teto, pressao baixa, antes que, teto falso, teto de gesso, forro de gesso, gesso no teto, paragem de autocarro, ponto de onibus, para de funcionar, dar baixa medica, de baixa`,
  stopAlone:
    'stop, parar, pare, parem, para, sair, cancelar inscricao, cancelar subscricao, remover, descadastrar, desinscrever, descadastre, basta, fim, remova, nao perturbe, nao incomodar, unsubscribe, baixa, pare ja, parem ja, me deixe em paz, me deixem em paz, deixem me em paz, deixa me em paz, sair da lista, anular, nao quero mais, nao mais, eliminar, descadastro',
  stopInside: 'pare com isso, parem com isso, chega disso',
  unsubscribe: `me descadastre, descadastrar, descadastre me, descadastrem me, me descadastrem, desinscrever, desinscrevam me, me desinscreva, me desinscrevam, cancelar inscricao, cancelar a inscricao, cancelar minha inscricao, cancelar a minha inscricao, cancelar subscricao, cancelar a subscricao, cancelar a minha subscricao, anular a subscricao, anular subscricao, cancelem a minha subscricao, parem de escrever, pare de escrever, para de escrever, parem de mandar, pare de mandar, para de mandar, parem de enviar, pare de enviar, para de enviar, parem de me mandar, pare de me mandar, para de me mandar, parem de me enviar, pare de me enviar, para de me enviar, parem de me escrever, pare de me escrever, para de me escrever, parem de me contactar, pare de me contactar, pare de me contatar, parem de me contatar, parem de me chatear, pare de me chatear, parem de incomodar, pare de incomodar, para de incomodar, parem de me incomodar, pare de me incomodar, pare de me importunar, parem de me importunar, deixem de escrever, deixem de me escrever, deixem de mandar, deixem de me mandar, deixem de enviar, deixem de me enviar, deixe de me enviar, deixa de me escrever, deixar de receber, deixem me em paz, deixe me em paz, deixa me em paz, me deixem em paz, me deixe em paz, me deixa em paz, nao me incomodem, nao me incomode, nao me incomodes, nao me chateiem, nao me perturbem, nao me perturbe, apaguem o meu numero, apague meu numero, apaga meu numero, apaga o meu numero, apague o meu numero, removam o meu numero, remova meu numero, remova o meu numero, retirem o meu numero, retire meu numero, retire o meu numero, excluam meu numero, exclua meu numero, exclui meu numero, exclua o meu numero, tirem o meu numero, tira meu numero, tire meu numero, tire o meu numero, tirem meu numero, eliminem o meu numero, elimine o meu numero, me tirem, me tira da, me tire da, me tira dessa, me tire dessa, me tirem da, tirem me da, tire me da, tira me da, retirem me da, retire me da, retirem me, removam me, remova me, me remova, me removam, me remove, me exclua, me excluam, me exclui, sair da lista, sair da vossa lista, sair dessa lista, sair desta lista, retiro o meu consentimento, retiro meu consentimento, revogo o meu consentimento, revogo meu consentimento, retirar o meu consentimento, retirar meu consentimento, nao dou consentimento, nao consinto, nao autorizo, nao me voltem a contactar, nao me voltem a escrever, nao voltem a escrever, nao voltem a contactar, nao volte a escrever, nao volte a contactar, nao me volte a contactar, nao voltem a mandar, nao voltem a enviar, nao me voltem a enviar, nao me voltem a mandar, vou bloquear, vou vos bloquear, dar baixa do meu, quero dar baixa, dar de baixa, quero cancelar o recebimento, cancelar o recebimento, cancelar o envio`,
  cease:
    'parem de, pare de, para de, parar de, parem com, pare com, para com, deixem de, deixe de, deixa de, chega de, basta de, cessem, parem, pare, cancelar, cancelem, cancele, stop, acabem com',
  sending:
    'enviar, mandar, escrever, contactar, contatar, incomodar, chatear, enviar me, mandar me, escrever me, enviem, mandem, escrevam, contactem, contatem, enviando, mandando, envio, envios, importunar, perturbar, spam',
  message:
    'mensagem, mensagens, sms, whatsapp, whatsapps, zap, zaps, mails, emails, publicidade, promocoes, promocao, ofertas, anuncios, newsletter, propaganda, propagandas, spam, notificacoes, comunicacoes, comunicacao, mensagens automaticas, contactos, contatos, novidades, campanhas, msg, msgs',
  noMore: 'nao mais, mais nenhuma, chega de, basta de',
  dontSend:
    'nao me escrevam, nao me escreva, nao me escrevas, nao escrevam, nao escreva, nao me enviem, nao me envie, nao me envies, nao enviem, nao envie, nao me mandem, nao me mande, nao me mandes, nao mandem, nao mande, nao me manda, nao manda, nao me contactem, nao me contacte, nao me contactes, nao contactem, nao me contatem, nao me contate, nao me contata, nao contatem, nao quero que me escrevam, nao quero que me contactem, nao quero que me mandem, nao quero que me enviem, nao quero que me contatem, nunca mais me, nao me chamem, nao quero ser contactado, nao quero ser contactada, nao quero ser contatado, nao quero ser contatada, nao desejo ser contactado, nao desejo ser contatado',
  again:
    'mais, nunca mais, nunca, outra vez, de novo, jamais, no futuro, para este numero, neste numero, este numero, nada, nada mais',
  receive:
    'receber, recebendo, a receber, recebe los, receba, ser contactado, ser contactada, ser contatado, ser contatada, continuar a receber, continuar recebendo, ver',
  removeMe:
    'removam, remova, remove, remover, retirem, retire, retirar, apaguem, apague, apaga, apagar, excluam, exclua, exclui, excluir, tirem, tira, tire, tirar, eliminem, elimine, eliminar, saia, sair, deletem, delete, deletar',
  list: 'lista, listas, lista de contactos, lista de contatos, base de dados, banco de dados, lista de transmissao, envios, contactos, contatos, cadastro, sistema',
  myData:
    'meu numero, os meus dados, meus dados, meu contacto, meu contato, meu telefone, meu nome, meu email, meu telemovel, meu celular, minha informacao, meu cadastro',
  reminder: 'lembrete, lembretes, avisos de marcacao, lembrar me',
  courtesy:
    'por favor, se faz favor, obrigado, obrigada, muito obrigado, muito obrigada, ola, oi, bom dia, boa tarde, boa noite, cumprimentos, ja, agora, ok, tudo, isso, isto, adeus, tchau, grato, grata, please, thanks, pfv, pf, favor, valeu, vlw, atenciosamente, mensagens, as mensagens',
  personAlone:
    'pessoa, uma pessoa, humano, um humano, atendente, um atendente, agente, operador, operadora, assistente humano, pessoa real, uma pessoa real, alguem real, atendimento humano, falar com atendente, representante',
  speakTo:
    'falar com, conversar com, falar ao, falar a, contactar com, passa me a, passe me a, passa para, me passa para, me passe para, passem me a, ligar me a, transfira me para, me transfere para, me transfira para, ser atendido por, ser atendida por, atendido por, atendida por, entrar em contato com, entrar em contacto com',
  speak: 'falar, atender, atenda, atende, responda, passa me, passe me, me passa',
  human:
    'uma pessoa, pessoa, pessoas, humano, um humano, humanos, ser humano, alguem, pessoa real, alguem real, o dono, dono, a dona, dona, o chefe, chefe, patrao, gerente, o gerente, responsavel, um agente, agente, atendente, um atendente, operador, operadora, funcionario, um funcionario, colaborador, colega, alguem da equipa, alguem da equipe, rececao, recepcao, representante, pessoa de verdade, gente de verdade, alguem de verdade, proprietario, encarregado, atendimento humano, gente',
  realHuman:
    'humano, um humano, ser humano, pessoa real, uma pessoa real, alguem real, pessoa de verdade, gente de verdade, alguem de verdade, atendente, um atendente, atendimento humano, operador',
  notRobot:
    'nao um robo, nao com um robo, nao com uma maquina, nao um bot, nao uma maquina, nao com robo, nao com um bot, nao com robos, em vez de um robo, em vez de uma maquina, no lugar de um robo, nada de robos, nao com maquina',
  robot:
    'robo, um robo, bot, um bot, maquina, uma maquina, ia, inteligencia artificial, chatbot, automatico, automatica, computador, um computador, pessoa real, uma pessoa real, pessoa, uma pessoa, humano, um humano, humana, resposta automatica, mensagem automatica, assistente virtual, de verdade, chatgpt, robot, um robot',
  areYou:
    'es, voce e, tu es, e voce, e um, e uma, isso e, isto e, voces sao, sois, sao, vc e, estou, e automatico, e humano, ta',
  talkingTo:
    'falando com, a falar com, estou a falar, falo com, a conversar com, conversando com, escrevendo para, a escrever para, a escrever com, teclando com, quem responde, quem esta a responder, respondendo',
  stranger:
    'alguem, um homem, uns homens, um tipo, um cara, o meu ex, meu ex, uma mulher, dois homens, gente',
  insideHome:
    'dentro da minha casa, dentro de casa, dentro da casa, na minha casa agora, entrou em casa, entrou na casa, dentro do meu apartamento, dentro do apartamento, invadiu a casa',
  fireEmoji: '🔥',
  later:
    'semana que vem, proxima semana, para a semana, proximo mes, mes que vem, segunda feira, terca feira, quarta feira, quinta feira, sexta feira, sabado, domingo, na terca, na quarta, na quinta, na sexta, na segunda, para sexta, sem pressa, sem urgencia',
  beeps: 'a apitar, apitando, apita, nao para de apitar',
  offRoof: 'do telhado, do teto',
};
