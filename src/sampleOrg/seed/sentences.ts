/** What tasks, meetings, calls, quotes and notes are about. */
export const occasions = [
  'Follow up',
  'Send offer',
  'Demo',
  'Review contract',
  'Renewal',
  'Price question',
  'Delivery date',
  'Kick-off',
  'Complaint',
  'Spare parts',
  'Annual order',
  'Check references',
] as const;

/** What people write into descriptions and notes, one list for each language. English comes more often. */
export const sentences: readonly (readonly string[])[] = [
  [
    'Met at the trade show; wants a quote for 20 seats by Friday.',
    'Prefers e-mail over phone, and never before ten.',
    'The budget is decided in the fourth quarter.',
    'Asked for references from companies of the same size.',
    'Their current supplier raises prices by 8%, so the timing is good.',
    'Sent the brochure & price list; no answer yet.',
    'The decision is up to the "steering committee", whoever that is.',
    'Needs delivery to two addresses, with separate invoices.',
    'Call again after the summer holidays.',
    'Was sent the wrong model; replacement is on its way.',
  ],
  [
    'Interested, but only if the data can stay in Europe.',
    'Tested the trial version for a week, likes it.',
    'Wants to pay in three installments: 40%, 30%, 30%.',
    'New contact person since May.',
    'Has a standing order, changes it every month.',
    'Reported a bug in the import; support is on it.',
  ],
  [
    'Rückruf erbeten, am besten zwischen 14 und 16 Uhr.',
    'Möchte ein Angebot über 50 Stück, netto und brutto.',
    'Die Geschäftsführung entscheidet erst im März.',
    'Bisheriger Lieferant: Groß & Söhne.',
    'Großkunde seit Jahren, bitte persönlich betreuen.',
  ],
  ['客户希望下周收到报价。', '需要中文合同和发票。', '已经试用了产品，反馈很好。', '请在节日之后再联系。'],
  ['يرغب العميل في عرض سعر قبل نهاية الشهر.', 'يفضل التواصل عبر البريد الإلكتروني.', 'طلب عينة من المنتج.'],
];
