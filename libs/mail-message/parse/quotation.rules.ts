/**
 * Where in a text begins what its writer has not written: a mail that it answers or passes on, as programs put it there without
 * marking each line (records-by-email.md RI-7). When in doubt, all below is of somebody else. In time that grows with the text.
 */

/** What programs call the header of a mail that they quote, by what it says. */
const LABELS: readonly (readonly string[])[] = [
  /* From */ [
    'from|von|de|da|van|od|fra|från|lähettäjä|feladó|kimden|gönderen|expeditor|από',
    'от|от кого|від|发件人|寄件者|寄件人|差出人|送信者|보낸 사람|보낸사람|מאת|من',
  ],
  /* Date */ [
    'sent|date|gesendet|datum|envoyé|enviado|enviado el|enviada|enviada em|fecha|data|inviato|verzonden|wysłano|sendt|dato',
    'skickat|lähetetty|päivämäärä|elküldve|dátum|odesláno|tarih|gönderildi|отправлено|дата|发送时间|日期|送信日時|日時|보낸 날짜|날짜',
  ],
  /* To */ [
    'to|an|à|para|a|aan|do|til|till|vastaanottaja|címzett|komu|kime|către|προς|кому|收件人|宛先|받는 사람|받는사람|אל|إلى',
  ],
  /* Subject */ [
    'subject|betreff|objet|asunto|oggetto|assunto|onderwerp|temat|emne|ämne|aihe|tárgy|předmět|konu|subiect|θέμα',
    'тема|主题|主旨|件名|제목|נושא|الموضوع',
  ],
];

const LABELLED = LABELS.map((names) => new RegExp(String.raw`^\s*\*?(?:${names.join('|')})\s?\*?\s?[:：]`, 'iu'));

const FROM = 0;
const LEAST_LABELS = 3;

/** The lines that a quoted header may have, some of them empty. */
const HEADER_LINES = 8;

const MESSAGE = [
  'message|nachricht|mensaje|messaggio|mensagem|bericht|meddelande|besked|melding|viesti|wiadomość|zpráva|üzenet|ileti|mesaj',
  'сообщение|письмо|повідомлення|邮件|郵件|メッセージ|메시지|메일',
].join('|');

const WROTE = [
  'wrote|writes|schrieb|écrit|escribió|scritto|escreveu|schreef|pisze|napisał|napisała|skrev|kirjoitti|napsal|írta|yazdı|scris',
  'έγραψε|писал|пишет|написал|пише|写道|寫道|書きました|작성|のメッセージ',
].join('|');

/** A line of these kinds has so many characters; the expressions take their time on longer ones. */
const LONGEST_LINE = 400;

/** `-----Original Message-----`, `---------- Forwarded message ---------`, `-----Desk <desk@example.com> wrote: -----`. */
const ANNOUNCED = new RegExp(String.raw`^\s*-{3,}[^-].*(?:${MESSAGE}|${WROTE}).*-{3,}\s*$`, 'iu');

/** What Outlook draws above what it answers, and what Apple's mail writes above what it passes on. */
const DRAWN = /^\s*_{32}\s*$/;
const BEGUN = /^\s*begin forwarded message:\s*$/i;

/** `On Monday, Desk <desk@example.com> wrote:`; whoever says only that somebody wrote something names neither day nor address. */
const ATTRIBUTION = new RegExp(String.raw`^(?=.*[\d@]).*(?:${WROTE}).*[:：]\s*$`, 'iu');

const RULER = /^[-_*=]*$/;

/** The line, from 0, where what is not the writer's begins; undefined, when no line says so. */
export function quotationLine(lines: readonly string[]): number | undefined {
  const line = lines.findIndex((text, index) => isAnnouncement(text) || isHeader(lines, index));
  return line === -1 ? undefined : line;
}

/** As above, by what stands above a quotation that is marked line by line, when there is no such mark below it. */
export function attributionLine(lines: readonly string[]): number | undefined {
  const line = lines.findIndex((text, index) => {
    const next = lines[index + 1] ?? '';
    return isAttribution(text) || (!isAttribution(next) && isAttribution(`${text} ${next}`));
  });
  return line === -1 ? undefined : line;
}

/** Without the rulers and the empty lines at the end. */
export function linesBefore(lines: readonly string[], end: number | undefined): readonly string[] {
  if (end === undefined) return lines;
  const last = lines.slice(0, end).findLastIndex((line) => !RULER.test(line.trim()));
  return lines.slice(0, last + 1);
}

function isAnnouncement(text: string): boolean {
  return text.length <= LONGEST_LINE && (ANNOUNCED.test(text) || DRAWN.test(text) || BEGUN.test(text));
}

function isAttribution(text: string): boolean {
  return text.length <= LONGEST_LINE && ATTRIBUTION.test(text);
}

/** Whether the header of a mail begins at a line: from whom it is, and two more that mails have. */
function isHeader(lines: readonly string[], begin: number): boolean {
  if (kindOf(lines[begin] ?? '') === undefined) return false;
  const kinds = new Set<number>();
  for (const line of lines.slice(begin, begin + HEADER_LINES)) {
    const kind = kindOf(line);
    if (kind !== undefined) kinds.add(kind);
  }
  return kinds.has(FROM) && kinds.size >= LEAST_LABELS;
}

function kindOf(line: string): number | undefined {
  const kind = LABELLED.findIndex((label) => label.test(line));
  return kind === -1 ? undefined : kind;
}
