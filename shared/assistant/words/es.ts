import { es as when } from '#shared/agent/when/words/es.ts';
import type { OwnerWords } from './language.ts';

export const es: OwnerWords = {
  polite: 'por favor|puedes|podrias|puede|dime|quiero|quisiera|necesito|hay que|gracias',
  wishes: {
    remind: 'recuerdame|recordarme',
    note: 'anade nota|agrega nota|pon nota|apunta nota|nota',
    contact:
      'anade contacto|anade cliente|anade clienta|agrega contacto|agrega cliente|nuevo contacto|nuevo cliente|nueva clienta|crea contacto|crea cliente|contacto nuevo|cliente nuevo',
    cancel: 'cancela|cancelar|anula|anular|elimina|eliminar|quita',
    invoicedSum:
      'cuanto … facture|que facture|… hemos facturado|… facturamos|… he facturado|… se facturo|total facturado|facturacion|mi facturacion|cual fue facturacion',
    paidSum:
      'cuanto pago|cuanto ha pagado|que pago|que ha pagado|cuanto me pago|cuanto me ha pagado|cuanto nos ha pagado|cuanto pagaron|cuanto han pagado|cuanto he cobrado|cuanto cobre|cuanto hemos cobrado|cuanto dinero entro|total pagado|total cobrado',
    earnedSum: '… gane|… he ganado|… hemos ganado|… ganamos|mis ingresos|cuanto ingrese',
    paid: 'marca … como pagada|marca … como pagado|marca … pagada|marca … pagado|pon … como pagada|marcar … como pagada|registra pago|anota pago|… ha pagado|… pago',
    invoice: 'haz factura|prepara factura|crea factura|redacta factura|hacer factura|emite factura',
    move: 'mueve|mover|cambia|cambiar|pospon|aplaza|aplazar|reprograma|pasa',
    schedule: 'agenda|agendar|programa|programar|reserva|reservar|planifica|apunta',
    complete:
      'marca … como hecho|marca … como hecha|marca … como terminado|marca … como terminada|marca … como completado|marca … hecho|marca … terminado|da … por terminado',
    owed: '… quien me debe|… quienes me deben|… me debe|… me deben|… nos debe|… nos deben|… facturas pendientes|… facturas sin pagar|… facturas vencidas|… me adeuda',
    free: '… cuando estoy libre|… estoy libre|… huecos libres|… tengo libre|… huecos tengo',
    agenda: 'que tengo|que hay|mis visitas|mis citas|mi dia|visitas|citas',
    unanswered: '… sin responder|… sin contestar|… espera respuesta|… esperan respuesta',
    message: 'dile a|di a|dile|escribe a|escribele a|avisa a|manda mensaje a|responde a|contesta a',
    invoices: '… facturas',
    jobs: '… trabajos',
    prices: 'cuanto cuesta|cuanto vale|precio de|lista de precios|a cuanto',
    find: 'busca|buscar|encuentra|muestrame|muestra|ensename|abre|quien es',
  },
  things: {
    visit: 'visita|visitas|cita|citas|reserva|turno',
    job: 'trabajo|obra|encargo',
    invoice: 'factura',
  },
  small:
    'el|la|los|las|lo|un|una|de|del|a|al|con|para|por|en|su|sus|mi|mis|le|me|se|este|esta|nuevo|nueva|llamado|llamada|sobre|acerca',
  asking:
    'cuanto|cuanta|que|cual|he|ha|hemos|han|fue|es|yo|nosotros|dinero|todo|todos|total|hasta|ahora|clientes|cliente|ya|y|debe|deben|quien|quienes|aun|todavia|alguien|muestra|facturas|pendientes',
  that: 'que',
  because: 'porque',
  methods: {
    cash: 'en efectivo|efectivo|en metalico',
    card: 'con tarjeta|tarjeta',
    transfer: 'por transferencia|transferencia',
    other: 'de otra forma|de otro modo',
  },
  months: when.months,
  periods: {
    today: 'hoy',
    yesterday: 'ayer',
    thisWeek: 'esta semana',
    lastWeek: 'la semana pasada|semana pasada',
    thisMonth: 'este mes',
    lastMonth: 'el mes pasado|mes pasado|mes anterior',
    thisQuarter: 'este trimestre',
    lastQuarter: 'trimestre pasado|trimestre anterior',
    thisYear: 'este ano',
    lastYear: 'ano pasado|ano anterior',
  },
};
