import { asking, choosing, countForms, type Amounts, type Noun, type WordingLanguage } from './template.ts'

const amounts: Amounts = {
  min: ['mindestens #', 'wenigstens #', 'nicht weniger als #'],
  max: ['höchstens #', 'maximal #', 'nicht mehr als #'],
  exact: ['genau #', 'exakt #'],
  both: ['zwischen # und #', 'mindestens # und höchstens #'],
  around: ['etwa #', 'ungefähr #', 'rund #'],
}
const using = ['Verwende {amount}.', 'Die Antwort soll {amount} enthalten.', 'Deine Antwort muss {amount} enthalten.']
const writing = ['Schreibe {amount}.', 'Die Antwort soll {amount} umfassen.', 'Deine Antwort soll {amount} lang sein.']

/** `kein` is the plural behind "keine", where adjectives end otherwise. */
const noun = (one: string, many: string, kein = many): Noun => ({
  one: ` ${one}`, many: ` ${many}`, none: [`Verwende keine ${kein}.`, `Die Antwort darf keine ${kein} enthalten.`, `Verzichte auf ${many}.`],
})
const used = (one: string, many: string, kein = many) => countForms(amounts, using, noun(one, many, kein))
const written = (one: string, many: string, around = false) => countForms(amounts, writing, { one: ` ${one}`, many: ` ${many}` }, { around })

const languages = {
  en: 'Englisch', de: 'Deutsch', fr: 'Französisch', es: 'Spanisch', it: 'Italienisch', pt: 'Portugiesisch', nl: 'Niederländisch', pl: 'Polnisch', ru: 'Russisch', tr: 'Türkisch',
  zh: 'Chinesisch', ja: 'Japanisch', ko: 'Koreanisch', ar: 'Arabisch',
}

/** German. Nouns stand in the accusative. */
export const german: WordingLanguage = {
  code: 'de',
  name: 'German',
  common: /(?<!\p{L})(?:der|das|den|dem|des|ein|eine|einen|einer|und|ist|sind|auf|mit|von|für|zu|im|bei|wie|warum|wer|welche[rsnm]?|schreibe?|erkläre?|nenne?|gib|beschreibe?|erstelle?|du|ich|mir)(?!\p{L})/iu,
  forms: {
    'pincer:word_count': written('Wort', 'Wörter', true),
    'pincer:sentence_count': written('Satz', 'Sätze'),
    'pincer:paragraph_count': written('Absatz', 'Absätze'),
    'pincer:line_count': written('Zeile', 'Zeilen'),
    'pincer:character_count': written('Zeichen', 'Zeichen'),
    'pincer:paragraph_sentences': asking('Kein Absatz darf mehr als {max| Satz| Sätze} haben.', 'Jeder Absatz soll höchstens {max| Satz| Sätze} haben.', 'Schreibe höchstens {max| Satz| Sätze} pro Absatz.'),
    'pincer:sentence_words': asking('Kein Satz darf mehr als {max| Wort| Wörter} haben.', 'Jeder Satz soll höchstens {max| Wort| Wörter} haben.', 'Schreibe höchstens {max| Wort| Wörter} pro Satz.'),
    'pincer:paragraph_words': asking('Kein Absatz darf mehr als {max| Wort| Wörter} haben.', 'Jeder Absatz soll höchstens {max| Wort| Wörter} haben.', 'Schreibe höchstens {max| Wort| Wörter} pro Absatz.'),
    'pincer:word_size': [
      ...asking('Kein Wort darf länger als {max} Zeichen sein.', 'Jedes Wort soll höchstens {max} Zeichen lang sein.', 'Verwende nur Wörter mit höchstens {max} Zeichen.'),
      ...asking('Kein Wort darf kürzer als {min} Zeichen sein.', 'Jedes Wort soll mindestens {min} Zeichen lang sein.', 'Verwende nur Wörter mit mindestens {min} Zeichen.'),
    ],
    'pincer:bullet_count': used('Aufzählungspunkt', 'Aufzählungspunkte'),
    'pincer:numbered_item_count': used('nummerierten Punkt', 'nummerierte Punkte', 'nummerierten Punkte'),
    'pincer:list_item_count': used('Listeneintrag', 'Listeneinträge'),
    'pincer:heading_count': used('Überschrift', 'Überschriften'),
    'pincer:code_block_count': used('Codeblock', 'Codeblöcke'),
    'pincer:table_count': used('Tabelle', 'Tabellen'),
    'pincer:table_row_count': used('Tabellenzeile', 'Tabellenzeilen'),
    'pincer:table_column_count': used('Tabellenspalte', 'Tabellenspalten'),
    'pincer:bold_count': used('fett gedruckte Stelle', 'fett gedruckte Stellen', 'fett gedruckten Stellen'),
    'pincer:block_quote_count': used('Zitatblock', 'Zitatblöcke'),
    'pincer:placeholder_count': used('Platzhalter in eckigen Klammern', 'Platzhalter in eckigen Klammern'),
    'pincer:link_count': used('Link', 'Links'),
    'pincer:emoji_count': used('Emoji', 'Emojis'),
    'pincer:number_count': used('Zahl in Ziffern', 'Zahlen in Ziffern'),
    'pincer:digit_count': used('Ziffer', 'Ziffern'),
    'pincer:capital_word_count': used('Wort ganz in Großbuchstaben', 'Wörter ganz in Großbuchstaben'),
    'pincer:unique_word_count': countForms(amounts, using, { one: ' verschiedenes Wort', many: ' verschiedene Wörter' }),
    'pincer:question_count': countForms(amounts, ['Stelle {amount}.', 'Die Antwort soll {amount} enthalten.'], { ...noun('Frage', 'Fragen'), none: ['Stelle keine Fragen.', 'Die Antwort darf keine Fragen enthalten.'] }),
    'pincer:exclamation_count': used('Ausruf', 'Ausrufe'),
    'pincer:keywords': asking('Verwende in der Antwort: {keywords}.', 'Die Antwort muss Folgendes enthalten: {keywords}.', 'Baue in deine Antwort ein: {keywords}.'),
    'pincer:forbidden_words': asking('Folgendes darf nicht vorkommen: {words}.', 'Verwende in der Antwort nicht: {words}.', 'Die Antwort darf Folgendes nicht enthalten: {words}.'),
    'pincer:keyword_count': [
      ...asking('Verwende den Ausdruck {keyword} mindestens {min}-mal.', 'Der Ausdruck {keyword} soll mindestens {min}-mal vorkommen.'),
      ...asking('Verwende den Ausdruck {keyword} höchstens {max}-mal.', 'Der Ausdruck {keyword} darf höchstens {max}-mal vorkommen.'),
      ...asking('Verwende den Ausdruck {keyword} genau {n}-mal.', 'Der Ausdruck {keyword} soll genau {n}-mal vorkommen.'),
    ],
    'pincer:starts_with': asking('Beginne deine Antwort mit den Worten {phrase}.', 'Die Antwort muss mit {phrase} beginnen.', 'Fang mit {phrase} an.'),
    'pincer:ends_with': asking('Beende deine Antwort mit den Worten {phrase}.', 'Die Antwort muss mit {phrase} enden.', 'Schließe mit {phrase}.'),
    'pincer:heading_text': asking('Füge einen Abschnitt mit der Überschrift {heading} ein.', 'Eine der Überschriften muss {heading} lauten.'),
    'pincer:punctuation_absent': choosing(
      'mark', { comma: 'Kommas', colon: 'Doppelpunkte', semicolon: 'Semikolons', question_mark: 'Fragezeichen', exclamation_mark: 'Ausrufezeichen' },
      'Verwende keine {name}.', 'Die Antwort darf keine {name} enthalten.', 'Verzichte auf {name}.',
    ),
    'pincer:letter_case': choosing('case', { lower: 'Kleinbuchstaben', upper: 'Großbuchstaben' }, 'Schreibe alles in {name}.', 'Verwende nur {name}.', 'Die gesamte Antwort soll in {name} stehen.'),
    'pincer:json': [
      ...choosing('json', { any: 'JSON' }, 'Antworte nur mit gültigem {name}.', 'Gib die gesamte Antwort als {name} aus.', 'Die Antwort muss als {name} formatiert sein.'),
      ...choosing('json', { object: 'JSON-Objekt', array: 'JSON-Array' }, 'Antworte nur mit einem {name}.', 'Die gesamte Antwort soll ein {name} sein.'),
    ],
    'pincer:xml': choosing('xml', { well_formed: 'XML' }, 'Antworte nur mit gültigem {name}.', 'Gib die gesamte Antwort als {name} aus.', 'Die Antwort muss als {name} formatiert sein.'),
    'pincer:response_language': choosing('language', languages, 'Antworte auf {name}.', 'Schreibe deine Antwort auf {name}.', 'Die gesamte Antwort soll auf {name} verfasst sein.'),
  },
}
