import { en as when } from '#shared/agent/when/words/en.ts';
import type { OwnerWords } from './language.ts';

export const en: OwnerWords = {
  polite:
    'please|could you|can you|would you|will you|tell me|i want to|i d like to|i would like to|i need to|you can|thanks|thank you',
  wishes: {
    remind: 'remind me',
    note: 'add note|write note|take note|note',
    contact:
      'add contact|add customer|add client|create contact|create customer|new contact|new customer|new client|save contact',
    cancel: 'cancel|call off|delete|remove',
    invoicedSum:
      '… did i invoice|… did we invoice|… did i bill|… did we bill|… have i invoiced|… have we invoiced|… have i billed|… have we billed|… was invoiced|total invoiced|revenue|turnover|my revenue|my turnover|what was revenue|what is revenue|what s revenue|what was turnover',
    paidSum:
      'how much did … pay|what did … pay|how much has … paid|what has … paid|how much have … paid|what have … paid|how much was paid|how much money came in|what came in|how much did i get paid|how much have i been paid|total paid',
    earnedSum:
      '… did i earn|… did we earn|… have i earned|… have we earned|… did i make|… did we make|my income',
    paid: 'mark … as paid|mark … paid|set … as paid|set … to paid|record payment|note payment|… has paid|… have paid|… paid',
    invoice:
      'draft invoice|make invoice|create invoice|write invoice|prepare invoice|send invoice|draft bill|make bill|write bill|invoice|bill',
    move: 'move|reschedule|postpone|push back|bring forward',
    schedule: 'schedule|book|plan|book in',
    complete:
      'mark … as done|mark … done|mark … as complete|mark … as completed|mark … complete|mark … completed|mark … as finished|mark … finished|set … to done|set … done',
    owed: '… who owes|… owes me|… owes us|… owe me|… owe us|… owed to me|… am i owed|… unpaid|… outstanding|… overdue',
    free: '… free slot|… free slots|… am i free|… do i have time|… are we free',
    agenda:
      'what s on|what s up|what s planned|what s happening|what s scheduled|what s my day|what is on|what is up|what is planned|what is happening|what is scheduled|what do i have on|what do i have planned|what do i have|my day|my visits|my appointments|my schedule|today s visits|today s jobs|today s appointments|tomorrow s visits|tomorrow s jobs|tomorrow s appointments|visits',
    unanswered: '… unanswered|… who is waiting|… still waiting for reply|… still waiting for answer',
    message: 'tell|text|message|write to|write|reply to|answer|let … know',
    invoices: '… invoices|… bills',
    jobs: '… jobs',
    prices:
      'how much is|how much do i charge for|how much do we charge for|how much does|price of|price for|price list|what s price of|what s price for|what is price of|what is price for',
    find: 'find|search for|search|look up|look for|show me|show|open|who is',
  },
  things: {
    visit: 'visit|visits|appointment|appointments|booking|meeting|slot',
    job: 'job|work|order',
    invoice: 'invoice|bill',
  },
  small:
    'a|an|the|s|for|with|to|of|at|on|in|from|by|my|our|her|his|their|its|me|us|it|this|that|new|called|named|about|regarding',
  asking:
    'how|much|what|did|does|do|have|has|was|is|i|we|you|who|money|all|so|far|in total|total|altogether|customers|customer|already|get|been|and|owe|owes|owed|still|anybody|anyone|somebody|show|list|which|are|invoices|bills',
  that: 'that',
  because: 'because',
  methods: { cash: 'cash', card: 'card', transfer: 'bank transfer|transfer|wire', other: 'otherwise' },
  months: when.months,
  periods: {
    today: 'today',
    yesterday: 'yesterday',
    thisWeek: 'this week',
    lastWeek: 'last week',
    thisMonth: 'this month',
    lastMonth: 'last month',
    thisQuarter: 'this quarter',
    lastQuarter: 'last quarter',
    thisYear: 'this year',
    lastYear: 'last year|previous year',
  },
};
