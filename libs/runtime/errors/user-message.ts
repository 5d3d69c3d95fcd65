import type { Locale } from '../locale.js';
import { fillText, type ErrorCode, type ErrorParams } from './catalogue.js';
import { EN_US } from './user-messages/en-US.js';
import { ES_ES } from './user-messages/es-ES.js';
import { FR_FR } from './user-messages/fr-FR.js';
import { IT_IT } from './user-messages/it-IT.js';
import { DE_DE } from './user-messages/de-DE.js';
import { NL_NL } from './user-messages/nl-NL.js';
import { PT_BR } from './user-messages/pt-BR.js';
import { PT_PT } from './user-messages/pt-PT.js';
import { DA_DK } from './user-messages/da-DK.js';
import { RU_RU } from './user-messages/ru-RU.js';
import { FR_CA } from './user-messages/fr-CA.js';
import { ZH_CN } from './user-messages/zh-CN.js';
import { JA_JP } from './user-messages/ja-JP.js';
import { KO_KR } from './user-messages/ko-KR.js';
import { SV_SE } from './user-messages/sv-SE.js';

/** What a locale says to people for each code. */
export const USER_MESSAGES: Readonly<Record<Locale, Readonly<Record<ErrorCode, string>>>> = {
  'en-US': EN_US,
  'es-ES': ES_ES,
  'fr-FR': FR_FR,
  'it-IT': IT_IT,
  'de-DE': DE_DE,
  'nl-NL': NL_NL,
  'pt-BR': PT_BR,
  'pt-PT': PT_PT,
  'da-DK': DA_DK,
  'ru-RU': RU_RU,
  'fr-CA': FR_CA,
  'zh-CN': ZH_CN,
  'ja-JP': JA_JP,
  'ko-KR': KO_KR,
  'sv-SE': SV_SE,
};

const LONGEST = 1024;

/** The `userMessage` of an error answer: for people, in their locale, at most 1,024 characters (casemgr.md ERR-4). */
export function userMessage(code: ErrorCode, params: ErrorParams, locale: Locale): string {
  const text = fillText(USER_MESSAGES[locale][code], params);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).toWellFormed()}…`;
}
