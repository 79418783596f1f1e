import { pt as when } from '#shared/agent/when/words/pt.ts';
import type { OwnerWords } from './language.ts';

export const pt: OwnerWords = {
  polite:
    'por favor|pode|podes|poderia|podias|diz me|diga me|me diga|quero|queria|preciso de|obrigado|obrigada',
  wishes: {
    remind: 'lembra me|lembre me|me lembre|me lembra|lembrar me',
    note: 'adiciona nota|adicione nota|escreve nota|nota|anotacao',
    contact:
      'adiciona contato|adiciona contacto|adiciona cliente|adicione contato|adicione cliente|novo contato|novo contacto|novo cliente|nova cliente|cria contato|cria cliente|crie cliente',
    cancel: 'cancela|cancele|cancelar|desmarca|desmarque|desmarcar|anula|anular|elimina|apaga',
    invoicedSum:
      '… faturei|… facturei|… faturamos|… foi faturado|… eu fature|total faturado|faturamento|faturacao|meu faturamento|qual foi faturamento|qual foi faturacao',
    paidSum:
      'quanto pagou|quanto me pagou|o que pagou|quanto e que pagou|quanto pagaram|quanto nos pagou|quanto recebi|quanto recebemos|quanto dinheiro entrou|total pago|total recebido|quanto … pagou|quanto … pagaram|o que … pagou',
    earnedSum: '… ganhei|… ganhamos|minha receita|meus rendimentos',
    paid: 'marca … como paga|marca … como pago|marque … como paga|marque … como pago|marcar … como paga|marca … paga|registra pagamento|regista pagamento|registre pagamento|… pagou',
    invoice:
      'faz fatura|faca fatura|prepara fatura|prepare fatura|cria fatura|crie fatura|emite fatura|emita fatura|faz factura',
    move: 'muda|mude|mudar|remarca|remarque|remarcar|adia|adie|adiar|passa',
    schedule: 'agenda|agende|agendar|marca|marque|marcar|reserva|reserve',
    complete:
      'marca … como feito|marca … como concluido|marca … como terminado|marque … como feito|marque … como concluido|conclui|conclua',
    owed: '… quem me deve|… quem me devem|… me deve|… me devem|… devem me|… deve me|… nos deve|… faturas em aberto|… faturas por pagar|… faturas vencidas',
    free: '… quando estou livre|… estou livre|… horarios livres|… tenho livre',
    agenda: 'que tenho|o que tenho|que ha|o que ha|minhas visitas|meu dia|visitas|marcacoes',
    unanswered: '… sem resposta|… por responder|… espera resposta|… esperam resposta',
    message:
      'diz a|diga a|diz|diga|avisa|avise|escreve a|escreve|escreva para|escreva|responde a|responda|manda mensagem a',
    invoices: '… faturas|… facturas',
    jobs: '… trabalhos',
    prices: 'quanto custa|preco de|preco da|preco do|lista de precos|tabela de precos',
    find: 'procura|procure|encontra|encontre|mostra me|mostra|mostre|abre|abra|quem e',
  },
  things: {
    visit: 'visita|visitas|marcacao|consulta|agendamento|reserva',
    job: 'trabalho|obra|servico',
    invoice: 'fatura|factura',
  },
  small:
    'o|a|os|as|um|uma|de|do|da|dos|das|para|pra|com|em|no|na|ao|aos|por|pelo|pela|seu|sua|meu|minha|me|lhe|este|esta|novo|nova|chamado|chamada|sobre',
  asking:
    'quanto|que|qual|foi|e|eu|nos|dinheiro|tudo|todos|total|ate|agora|clientes|cliente|ja|deve|devem|quem|ainda|alguem|mostra|faturas|aberto|abertas',
  that: 'que',
  because: 'porque',
  methods: {
    cash: 'em dinheiro|dinheiro vivo|em numerario',
    card: 'com cartao|cartao',
    transfer: 'por transferencia|transferencia|pix',
    other: 'de outra forma|de outro modo',
  },
  months: when.months,
  periods: {
    today: 'hoje',
    yesterday: 'ontem',
    thisWeek: 'esta semana|essa semana|desta semana|nesta semana',
    lastWeek: 'semana passada',
    thisMonth: 'este mes|esse mes|deste mes|neste mes',
    lastMonth: 'mes passado|mes anterior',
    thisQuarter: 'este trimestre|neste trimestre|deste trimestre',
    lastQuarter: 'trimestre passado|trimestre anterior',
    thisYear: 'este ano|esse ano|deste ano|neste ano',
    lastYear: 'ano passado|ano anterior',
  },
};
