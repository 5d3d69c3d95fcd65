import type { Locale } from '#runtime/locale.js';

/** What the server itself writes into mails. `<link>`, `<date>` and `<sender>` are filled in. */
export interface NoticeTexts {
  readonly acknowledgementSubject: string;
  readonly acknowledgement: string;
  readonly notificationSubject: string;
  readonly notification: string;
  /** Above what an answer quotes. */
  readonly quoted: string;
}

export const NOTICE_TEXTS: Readonly<Record<Locale, NoticeTexts>> = {
  'en-US': {
    acknowledgementSubject: 'We have received your message',
    acknowledgement: 'Thank you for your message. We have received it and will answer as soon as we can.',
    notificationSubject: 'A new message for you',
    notification:
      'There is a new message for you. For your security it is not in this mail. Please read it here:\n\n<link>',
    quoted: 'On <date>, <sender> wrote:',
  },
  'es-ES': {
    acknowledgementSubject: 'Hemos recibido su mensaje',
    acknowledgement: 'Gracias por su mensaje. Lo hemos recibido y le responderemos lo antes posible.',
    notificationSubject: 'Tiene un mensaje nuevo',
    notification: 'Tiene un mensaje nuevo. Por su seguridad no está en este correo. Puede leerlo aquí:\n\n<link>',
    quoted: 'El <date>, <sender> escribió:',
  },
  'fr-FR': {
    acknowledgementSubject: 'Nous avons bien reçu votre message',
    acknowledgement: 'Merci de votre message. Nous l’avons bien reçu et vous répondrons dans les meilleurs délais.',
    notificationSubject: 'Un nouveau message pour vous',
    notification:
      'Vous avez un nouveau message. Pour votre sécurité, il ne figure pas dans ce mail. Vous pouvez le lire ici :\n\n<link>',
    quoted: 'Le <date>, <sender> a écrit :',
  },
  'it-IT': {
    acknowledgementSubject: 'Abbiamo ricevuto il Suo messaggio',
    acknowledgement: 'Grazie per il Suo messaggio. Lo abbiamo ricevuto e Le risponderemo al più presto.',
    notificationSubject: 'Un nuovo messaggio per Lei',
    notification:
      'C’è un nuovo messaggio per Lei. Per la Sua sicurezza non è in questa mail. Può leggerlo qui:\n\n<link>',
    quoted: 'Il <date>, <sender> ha scritto:',
  },
  'de-DE': {
    acknowledgementSubject: 'Wir haben Ihre Nachricht erhalten',
    acknowledgement: 'Vielen Dank für Ihre Nachricht. Wir haben sie erhalten und antworten Ihnen so bald wie möglich.',
    notificationSubject: 'Eine neue Nachricht für Sie',
    notification:
      'Für Sie liegt eine neue Nachricht bereit. Zu Ihrer Sicherheit steht sie nicht in dieser Mail. Bitte lesen Sie sie hier:\n\n<link>',
    quoted: 'Am <date> schrieb <sender>:',
  },
  'nl-NL': {
    acknowledgementSubject: 'Wij hebben uw bericht ontvangen',
    acknowledgement: 'Bedankt voor uw bericht. Wij hebben het ontvangen en antwoorden zo snel mogelijk.',
    notificationSubject: 'Een nieuw bericht voor u',
    notification:
      'Er is een nieuw bericht voor u. Voor uw veiligheid staat het niet in deze mail. U leest het hier:\n\n<link>',
    quoted: 'Op <date> schreef <sender>:',
  },
  'pt-BR': {
    acknowledgementSubject: 'Recebemos a sua mensagem',
    acknowledgement: 'Obrigado pela sua mensagem. Nós a recebemos e responderemos assim que possível.',
    notificationSubject: 'Uma nova mensagem para você',
    notification:
      'Há uma nova mensagem para você. Para sua segurança, ela não está neste e-mail. Leia-a aqui:\n\n<link>',
    quoted: 'Em <date>, <sender> escreveu:',
  },
  'pt-PT': {
    acknowledgementSubject: 'Recebemos a sua mensagem',
    acknowledgement: 'Obrigado pela sua mensagem. Recebemo-la e responderemos logo que possível.',
    notificationSubject: 'Uma nova mensagem para si',
    notification: 'Tem uma nova mensagem. Para sua segurança, não está neste e-mail. Pode lê-la aqui:\n\n<link>',
    quoted: 'Em <date>, <sender> escreveu:',
  },
  'da-DK': {
    acknowledgementSubject: 'Vi har modtaget din besked',
    acknowledgement: 'Tak for din besked. Vi har modtaget den og svarer, så snart vi kan.',
    notificationSubject: 'En ny besked til dig',
    notification:
      'Der er en ny besked til dig. Af hensyn til din sikkerhed står den ikke i denne mail. Læs den her:\n\n<link>',
    quoted: 'Den <date> skrev <sender>:',
  },
  'ru-RU': {
    acknowledgementSubject: 'Мы получили ваше сообщение',
    acknowledgement: 'Спасибо за ваше сообщение. Мы получили его и ответим, как только сможем.',
    notificationSubject: 'Для вас новое сообщение',
    notification:
      'Для вас есть новое сообщение. Ради вашей безопасности его нет в этом письме. Прочитать его можно здесь:\n\n<link>',
    quoted: '<date>, <sender> пишет:',
  },
  'fr-CA': {
    acknowledgementSubject: 'Nous avons reçu votre message',
    acknowledgement: 'Merci pour votre message. Nous l’avons reçu et vous répondrons dès que possible.',
    notificationSubject: 'Vous avez un nouveau message',
    notification:
      'Un nouveau message vous attend. Par mesure de sécurité, il n’est pas dans ce courriel. Lisez-le ici :\n\n<link>',
    quoted: 'Le <date>, <sender> a écrit :',
  },
  'zh-CN': {
    acknowledgementSubject: '我们已收到您的邮件',
    acknowledgement: '感谢您的来信。我们已经收到，会尽快回复您。',
    notificationSubject: '您有一条新消息',
    notification: '您有一条新消息。为了您的安全，内容不在此邮件中。请在这里阅读：\n\n<link>',
    quoted: '<sender> 于 <date> 写道：',
  },
  'ja-JP': {
    acknowledgementSubject: 'メッセージを受け取りました',
    acknowledgement: 'ご連絡ありがとうございます。メッセージを受け取りました。できるだけ早くご返信いたします。',
    notificationSubject: '新しいメッセージがあります',
    notification:
      '新しいメッセージがあります。安全のため、内容はこのメールに含まれていません。こちらでお読みください：\n\n<link>',
    quoted: '<date> に <sender> が書きました：',
  },
  'ko-KR': {
    acknowledgementSubject: '메시지를 받았습니다',
    acknowledgement: '메시지를 보내 주셔서 감사합니다. 잘 받았으며 가능한 한 빨리 답변드리겠습니다.',
    notificationSubject: '새 메시지가 있습니다',
    notification: '새 메시지가 있습니다. 안전을 위해 이 메일에는 내용이 없습니다. 여기에서 읽어 주십시오:\n\n<link>',
    quoted: '<date>에 <sender> 님이 작성:',
  },
  'sv-SE': {
    acknowledgementSubject: 'Vi har tagit emot ditt meddelande',
    acknowledgement: 'Tack för ditt meddelande. Vi har tagit emot det och svarar så snart vi kan.',
    notificationSubject: 'Ett nytt meddelande till dig',
    notification:
      'Det finns ett nytt meddelande till dig. För din säkerhet står det inte i det här mejlet. Läs det här:\n\n<link>',
    quoted: 'Den <date> skrev <sender>:',
  },
};
