import type { Locale } from '#runtime/locale.js';

/** What the server itself writes into mails. `<link>`, `<date>` and `<sender>` are filled in. */
export interface NoticeTexts {
  /** That a mail has opened a case. */
  readonly acknowledgementSubject: string;
  readonly acknowledgement: string;
  /** That it has made something else. */
  readonly createdSubject: string;
  readonly created: string;
  /** That it was added to what is there, a case too. */
  readonly updatedSubject: string;
  readonly updated: string;
  /** One for whatever it was. */
  readonly refusedSubject: string;
  readonly refused: string;
  readonly notificationSubject: string;
  readonly notification: string;
  /** Above what an answer quotes. */
  readonly quoted: string;
}

export const NOTICE_TEXTS: Readonly<Record<Locale, NoticeTexts>> = {
  'en-US': {
    acknowledgementSubject: 'We have received your message',
    acknowledgement: 'Thank you for your message. We have received it and will answer as soon as we can.',
    createdSubject: 'We have recorded your message',
    created: 'Thank you. Your message has been recorded. To add something to it, answer this mail.',
    updatedSubject: 'Your message has been added',
    updated: 'Thank you. Your message has been added to what we have. To add something else, answer this mail.',
    refusedSubject: 'We could not accept your message',
    refused:
      'Your message could not be accepted, and nothing was recorded. If you think that this is a mistake, please ask your administrator.',
    notificationSubject: 'A new message for you',
    notification:
      'There is a new message for you. For your security it is not in this mail. Please read it here:\n\n<link>',
    quoted: 'On <date>, <sender> wrote:',
  },
  'es-ES': {
    acknowledgementSubject: 'Hemos recibido su mensaje',
    acknowledgement: 'Gracias por su mensaje. Lo hemos recibido y le responderemos lo antes posible.',
    createdSubject: 'Hemos registrado su mensaje',
    created: 'Gracias. Su mensaje ha quedado registrado. Para añadir algo, responda a este correo.',
    updatedSubject: 'Hemos añadido su mensaje',
    updated: 'Gracias. Su mensaje se ha añadido a lo que ya tenemos. Para añadir algo más, responda a este correo.',
    refusedSubject: 'No hemos podido aceptar su mensaje',
    refused:
      'Su mensaje no se ha podido aceptar y no se ha registrado nada. Si cree que se trata de un error, consulte a su administrador.',
    notificationSubject: 'Tiene un mensaje nuevo',
    notification: 'Tiene un mensaje nuevo. Por su seguridad no está en este correo. Puede leerlo aquí:\n\n<link>',
    quoted: 'El <date>, <sender> escribió:',
  },
  'fr-FR': {
    acknowledgementSubject: 'Nous avons bien reçu votre message',
    acknowledgement: 'Merci de votre message. Nous l’avons bien reçu et vous répondrons dans les meilleurs délais.',
    createdSubject: 'Votre message a été enregistré',
    created: 'Merci. Votre message a été enregistré. Pour le compléter, répondez à ce mail.',
    updatedSubject: 'Votre message a été ajouté',
    updated: 'Merci. Votre message a été ajouté au dossier. Pour le compléter, répondez à ce mail.',
    refusedSubject: 'Votre message n’a pas pu être accepté',
    refused:
      'Votre message n’a pas pu être accepté et rien n’a été enregistré. Si vous pensez qu’il s’agit d’une erreur, adressez-vous à votre administrateur.',
    notificationSubject: 'Un nouveau message pour vous',
    notification:
      'Vous avez un nouveau message. Pour votre sécurité, il ne figure pas dans ce mail. Vous pouvez le lire ici :\n\n<link>',
    quoted: 'Le <date>, <sender> a écrit :',
  },
  'it-IT': {
    acknowledgementSubject: 'Abbiamo ricevuto il Suo messaggio',
    acknowledgement: 'Grazie per il Suo messaggio. Lo abbiamo ricevuto e Le risponderemo al più presto.',
    createdSubject: 'Abbiamo registrato il Suo messaggio',
    created: 'Grazie. Il Suo messaggio è stato registrato. Per aggiungere qualcosa, risponda a questa mail.',
    updatedSubject: 'Abbiamo aggiunto il Suo messaggio',
    updated:
      'Grazie. Il Suo messaggio è stato aggiunto a quanto abbiamo già. Per aggiungere altro, risponda a questa mail.',
    refusedSubject: 'Non abbiamo potuto accettare il Suo messaggio',
    refused:
      'Il Suo messaggio non ha potuto essere accettato e nulla è stato registrato. Se pensa che si tratti di un errore, si rivolga al Suo amministratore.',
    notificationSubject: 'Un nuovo messaggio per Lei',
    notification:
      'C’è un nuovo messaggio per Lei. Per la Sua sicurezza non è in questa mail. Può leggerlo qui:\n\n<link>',
    quoted: 'Il <date>, <sender> ha scritto:',
  },
  'de-DE': {
    acknowledgementSubject: 'Wir haben Ihre Nachricht erhalten',
    acknowledgement: 'Vielen Dank für Ihre Nachricht. Wir haben sie erhalten und antworten Ihnen so bald wie möglich.',
    createdSubject: 'Ihre Nachricht wurde erfasst',
    created:
      'Vielen Dank. Ihre Nachricht wurde erfasst. Wenn Sie etwas ergänzen möchten, antworten Sie auf diese Mail.',
    updatedSubject: 'Ihre Nachricht wurde hinzugefügt',
    updated:
      'Vielen Dank. Ihre Nachricht wurde dem Vorgang hinzugefügt. Wenn Sie etwas ergänzen möchten, antworten Sie auf diese Mail.',
    refusedSubject: 'Ihre Nachricht konnte nicht angenommen werden',
    refused:
      'Ihre Nachricht konnte nicht angenommen werden, und es wurde nichts erfasst. Wenn Sie das für einen Irrtum halten, wenden Sie sich bitte an Ihren Administrator.',
    notificationSubject: 'Eine neue Nachricht für Sie',
    notification:
      'Für Sie liegt eine neue Nachricht bereit. Zu Ihrer Sicherheit steht sie nicht in dieser Mail. Bitte lesen Sie sie hier:\n\n<link>',
    quoted: 'Am <date> schrieb <sender>:',
  },
  'nl-NL': {
    acknowledgementSubject: 'Wij hebben uw bericht ontvangen',
    acknowledgement: 'Bedankt voor uw bericht. Wij hebben het ontvangen en antwoorden zo snel mogelijk.',
    createdSubject: 'Uw bericht is vastgelegd',
    created: 'Bedankt. Uw bericht is vastgelegd. Wilt u iets aanvullen, beantwoord dan deze mail.',
    updatedSubject: 'Uw bericht is toegevoegd',
    updated:
      'Bedankt. Uw bericht is toegevoegd aan wat wij al hebben. Wilt u nog iets aanvullen, beantwoord dan deze mail.',
    refusedSubject: 'Uw bericht kon niet worden aangenomen',
    refused:
      'Uw bericht kon niet worden aangenomen en er is niets vastgelegd. Denkt u dat dit een vergissing is, neem dan contact op met uw beheerder.',
    notificationSubject: 'Een nieuw bericht voor u',
    notification:
      'Er is een nieuw bericht voor u. Voor uw veiligheid staat het niet in deze mail. U leest het hier:\n\n<link>',
    quoted: 'Op <date> schreef <sender>:',
  },
  'pt-BR': {
    acknowledgementSubject: 'Recebemos a sua mensagem',
    acknowledgement: 'Obrigado pela sua mensagem. Nós a recebemos e responderemos assim que possível.',
    createdSubject: 'Registramos a sua mensagem',
    created: 'Obrigado. A sua mensagem foi registrada. Para acrescentar algo, responda a este e-mail.',
    updatedSubject: 'A sua mensagem foi acrescentada',
    updated:
      'Obrigado. A sua mensagem foi acrescentada ao que já temos. Para acrescentar algo mais, responda a este e-mail.',
    refusedSubject: 'Não foi possível aceitar a sua mensagem',
    refused:
      'A sua mensagem não pôde ser aceita e nada foi registrado. Se você acha que isso é um engano, fale com o seu administrador.',
    notificationSubject: 'Uma nova mensagem para você',
    notification:
      'Há uma nova mensagem para você. Para sua segurança, ela não está neste e-mail. Leia-a aqui:\n\n<link>',
    quoted: 'Em <date>, <sender> escreveu:',
  },
  'pt-PT': {
    acknowledgementSubject: 'Recebemos a sua mensagem',
    acknowledgement: 'Obrigado pela sua mensagem. Recebemo-la e responderemos logo que possível.',
    createdSubject: 'Registámos a sua mensagem',
    created: 'Obrigado. A sua mensagem foi registada. Para acrescentar algo, responda a este e-mail.',
    updatedSubject: 'A sua mensagem foi adicionada',
    updated:
      'Obrigado. A sua mensagem foi adicionada ao que já temos. Para acrescentar mais alguma coisa, responda a este e-mail.',
    refusedSubject: 'Não foi possível aceitar a sua mensagem',
    refused:
      'A sua mensagem não pôde ser aceite e nada foi registado. Se pensa que se trata de um engano, contacte o seu administrador.',
    notificationSubject: 'Uma nova mensagem para si',
    notification: 'Tem uma nova mensagem. Para sua segurança, não está neste e-mail. Pode lê-la aqui:\n\n<link>',
    quoted: 'Em <date>, <sender> escreveu:',
  },
  'da-DK': {
    acknowledgementSubject: 'Vi har modtaget din besked',
    acknowledgement: 'Tak for din besked. Vi har modtaget den og svarer, så snart vi kan.',
    createdSubject: 'Din besked er registreret',
    created: 'Tak. Din besked er registreret. Svar på denne mail, hvis du vil tilføje noget.',
    updatedSubject: 'Din besked er tilføjet',
    updated: 'Tak. Din besked er føjet til det, vi har i forvejen. Svar på denne mail, hvis du vil tilføje mere.',
    refusedSubject: 'Din besked kunne ikke modtages',
    refused:
      'Din besked kunne ikke modtages, og der er ikke registreret noget. Kontakt din administrator, hvis du mener, at det er en fejl.',
    notificationSubject: 'En ny besked til dig',
    notification:
      'Der er en ny besked til dig. Af hensyn til din sikkerhed står den ikke i denne mail. Læs den her:\n\n<link>',
    quoted: 'Den <date> skrev <sender>:',
  },
  'ru-RU': {
    acknowledgementSubject: 'Мы получили ваше сообщение',
    acknowledgement: 'Спасибо за ваше сообщение. Мы получили его и ответим, как только сможем.',
    createdSubject: 'Ваше сообщение зарегистрировано',
    created: 'Спасибо. Ваше сообщение зарегистрировано. Чтобы что-то добавить, ответьте на это письмо.',
    updatedSubject: 'Ваше сообщение добавлено',
    updated:
      'Спасибо. Ваше сообщение добавлено к тому, что у нас уже есть. Чтобы добавить что-то ещё, ответьте на это письмо.',
    refusedSubject: 'Ваше сообщение не удалось принять',
    refused:
      'Ваше сообщение не удалось принять, и ничего не было зарегистрировано. Если вы считаете, что это ошибка, обратитесь к администратору.',
    notificationSubject: 'Для вас новое сообщение',
    notification:
      'Для вас есть новое сообщение. Ради вашей безопасности его нет в этом письме. Прочитать его можно здесь:\n\n<link>',
    quoted: '<date>, <sender> пишет:',
  },
  'fr-CA': {
    acknowledgementSubject: 'Nous avons reçu votre message',
    acknowledgement: 'Merci pour votre message. Nous l’avons reçu et vous répondrons dès que possible.',
    createdSubject: 'Nous avons enregistré votre message',
    created: 'Merci. Votre message est enregistré. Pour y ajouter quelque chose, répondez à ce courriel.',
    updatedSubject: 'Nous avons ajouté votre message',
    updated: 'Merci. Votre message est ajouté au dossier. Pour y ajouter autre chose, répondez à ce courriel.',
    refusedSubject: 'Nous n’avons pas pu accepter votre message',
    refused:
      'Votre message n’a pas pu être accepté et rien n’a été enregistré. Si vous croyez qu’il s’agit d’une erreur, communiquez avec votre administrateur.',
    notificationSubject: 'Vous avez un nouveau message',
    notification:
      'Un nouveau message vous attend. Par mesure de sécurité, il n’est pas dans ce courriel. Lisez-le ici :\n\n<link>',
    quoted: 'Le <date>, <sender> a écrit :',
  },
  'zh-CN': {
    acknowledgementSubject: '我们已收到您的邮件',
    acknowledgement: '感谢您的来信。我们已经收到，会尽快回复您。',
    createdSubject: '您的邮件已登记',
    created: '谢谢。您的邮件已经登记。如需补充，请回复此邮件。',
    updatedSubject: '您的邮件已添加',
    updated: '谢谢。您的邮件已添加到现有记录中。如需继续补充，请回复此邮件。',
    refusedSubject: '无法接受您的邮件',
    refused: '您的邮件未能被接受，没有登记任何内容。如果您认为这是一个错误，请联系您的管理员。',
    notificationSubject: '您有一条新消息',
    notification: '您有一条新消息。为了您的安全，内容不在此邮件中。请在这里阅读：\n\n<link>',
    quoted: '<sender> 于 <date> 写道：',
  },
  'ja-JP': {
    acknowledgementSubject: 'メッセージを受け取りました',
    acknowledgement: 'ご連絡ありがとうございます。メッセージを受け取りました。できるだけ早くご返信いたします。',
    createdSubject: 'メッセージを登録しました',
    created: 'ありがとうございます。メッセージを登録しました。追加する場合は、このメールにご返信ください。',
    updatedSubject: 'メッセージを追加しました',
    updated:
      'ありがとうございます。メッセージを既存の記録に追加しました。さらに追加する場合は、このメールにご返信ください。',
    refusedSubject: 'メッセージを受け付けられませんでした',
    refused:
      'メッセージを受け付けられず、何も登録されませんでした。誤りだと思われる場合は、管理者にお問い合わせください。',
    notificationSubject: '新しいメッセージがあります',
    notification:
      '新しいメッセージがあります。安全のため、内容はこのメールに含まれていません。こちらでお読みください：\n\n<link>',
    quoted: '<date> に <sender> が書きました：',
  },
  'ko-KR': {
    acknowledgementSubject: '메시지를 받았습니다',
    acknowledgement: '메시지를 보내 주셔서 감사합니다. 잘 받았으며 가능한 한 빨리 답변드리겠습니다.',
    createdSubject: '메시지를 등록했습니다',
    created: '감사합니다. 메시지를 등록했습니다. 내용을 추가하려면 이 메일에 회신해 주십시오.',
    updatedSubject: '메시지를 추가했습니다',
    updated: '감사합니다. 메시지를 기존 기록에 추가했습니다. 내용을 더 추가하려면 이 메일에 회신해 주십시오.',
    refusedSubject: '메시지를 접수하지 못했습니다',
    refused: '메시지를 접수하지 못했으며 아무것도 등록되지 않았습니다. 오류라고 생각되면 관리자에게 문의해 주십시오.',
    notificationSubject: '새 메시지가 있습니다',
    notification: '새 메시지가 있습니다. 안전을 위해 이 메일에는 내용이 없습니다. 여기에서 읽어 주십시오:\n\n<link>',
    quoted: '<date>에 <sender> 님이 작성:',
  },
  'sv-SE': {
    acknowledgementSubject: 'Vi har tagit emot ditt meddelande',
    acknowledgement: 'Tack för ditt meddelande. Vi har tagit emot det och svarar så snart vi kan.',
    createdSubject: 'Ditt meddelande har registrerats',
    created: 'Tack. Ditt meddelande har registrerats. Svara på det här mejlet om du vill lägga till något.',
    updatedSubject: 'Ditt meddelande har lagts till',
    updated:
      'Tack. Ditt meddelande har lagts till det vi redan har. Svara på det här mejlet om du vill lägga till något mer.',
    refusedSubject: 'Ditt meddelande kunde inte tas emot',
    refused:
      'Ditt meddelande kunde inte tas emot och inget har registrerats. Kontakta din administratör om du tror att det är ett misstag.',
    notificationSubject: 'Ett nytt meddelande till dig',
    notification:
      'Det finns ett nytt meddelande till dig. För din säkerhet står det inte i det här mejlet. Läs det här:\n\n<link>',
    quoted: 'Den <date> skrev <sender>:',
  },
};
