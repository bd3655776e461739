import { asking, choosing, countForms, type Amounts, type Noun, type WordingLanguage } from './template.ts'

const amounts: Amounts = {
  min: ['almeno #', 'come minimo #', 'un minimo di #'],
  max: ['al massimo #', 'un massimo di #', 'non più di #'],
  exact: ['esattamente #', 'precisamente #'],
  both: ['tra # e #', 'da # a #'],
  around: ['circa #', "all'incirca #"],
}
const using = ['Usa {amount}.', 'La risposta deve contenere {amount}.', 'La tua risposta deve includere {amount}.']
const writing = ['Scrivi {amount}.', 'La risposta deve avere {amount}.', 'La tua risposta deve comprendere {amount}.']

const noun = (one: string, many: string): Noun => ({ one: ` ${one}`, many: ` ${many}`, none: [`Non usare ${many}.`, `La risposta non deve contenere ${many}.`, `La tua risposta non deve includere ${many}.`] })
const used = (one: string, many: string) => countForms(amounts, using, noun(one, many))
const written = (one: string, many: string, around = false) => countForms(amounts, writing, { one: ` ${one}`, many: ` ${many}` }, { around })

const languages = {
  en: 'inglese', de: 'tedesco', fr: 'francese', es: 'spagnolo', it: 'italiano', pt: 'portoghese', nl: 'olandese', pl: 'polacco', ru: 'russo', tr: 'turco', zh: 'cinese',
  ja: 'giapponese', ko: 'coreano', ar: 'arabo',
}

/** Italian. */
export const italian: WordingLanguage = {
  code: 'it',
  name: 'Italian',
  common: /(?<!\p{L})(?:il|lo|la|gli|le|un|una|uno|del|della|dei|delle|di|e|è|sono|nel|nella|con|su|che|quale|quali|perché|chi|al|alla|cosa|mi|[ld]['’])(?:(?!\p{L})|(?<=['’]))/iu,
  forms: {
    'pincer:word_count': written('parola', 'parole', true),
    'pincer:sentence_count': written('frase', 'frasi'),
    'pincer:paragraph_count': written('paragrafo', 'paragrafi'),
    'pincer:line_count': written('riga', 'righe'),
    'pincer:character_count': written('carattere', 'caratteri'),
    'pincer:paragraph_sentences': asking('Nessun paragrafo deve superare {max| frase| frasi}.', 'Ogni paragrafo deve avere al massimo {max| frase| frasi}.', 'Scrivi al massimo {max| frase| frasi} per paragrafo.'),
    'pincer:sentence_words': asking('Nessuna frase deve superare {max| parola| parole}.', 'Ogni frase deve avere al massimo {max| parola| parole}.', 'Scrivi al massimo {max| parola| parole} per frase.'),
    'pincer:paragraph_words': asking('Nessun paragrafo deve superare {max| parola| parole}.', 'Ogni paragrafo deve avere al massimo {max| parola| parole}.', 'Scrivi al massimo {max| parola| parole} per paragrafo.'),
    'pincer:word_size': [
      ...asking('Nessuna parola deve superare {max| carattere| caratteri}.', 'Ogni parola deve avere al massimo {max| carattere| caratteri}.', 'Usa solo parole di al massimo {max| carattere| caratteri}.'),
      ...asking('Ogni parola deve avere almeno {min| carattere| caratteri}.', 'Usa solo parole di almeno {min| carattere| caratteri}.'),
    ],
    'pincer:bullet_count': used('punto elenco', 'punti elenco'),
    'pincer:numbered_item_count': used('voce numerata', 'voci numerate'),
    'pincer:list_item_count': used('voce di elenco', 'voci di elenco'),
    'pincer:heading_count': used('titolo di sezione', 'titoli di sezione'),
    'pincer:code_block_count': used('blocco di codice', 'blocchi di codice'),
    'pincer:table_count': used('tabella', 'tabelle'),
    'pincer:table_row_count': used('riga di tabella', 'righe di tabella'),
    'pincer:table_column_count': used('colonna di tabella', 'colonne di tabella'),
    'pincer:bold_count': used('passaggio in grassetto', 'passaggi in grassetto'),
    'pincer:block_quote_count': used('blocco di citazione', 'blocchi di citazione'),
    'pincer:placeholder_count': used('campo da compilare tra parentesi quadre', 'campi da compilare tra parentesi quadre'),
    'pincer:link_count': used('link', 'link'),
    'pincer:emoji_count': used('emoji', 'emoji'),
    'pincer:number_count': used('numero in cifre', 'numeri in cifre'),
    'pincer:digit_count': used('cifra', 'cifre'),
    'pincer:capital_word_count': used('parola tutta in maiuscolo', 'parole tutte in maiuscolo'),
    'pincer:unique_word_count': countForms(amounts, using, { one: ' parola diversa', many: ' parole diverse' }),
    'pincer:question_count': countForms(amounts, ['Fai {amount}.', 'La risposta deve contenere {amount}.'], { one: ' domanda', many: ' domande', none: ['Non fare domande.', 'La risposta non deve contenere domande.'] }),
    'pincer:exclamation_count': used('esclamazione', 'esclamazioni'),
    'pincer:keywords': asking('Usa nella risposta: {keywords}.', 'La risposta deve contenere quanto segue: {keywords}.', 'Inserisci nella tua risposta: {keywords}.'),
    'pincer:forbidden_words': asking('Non usare nella risposta: {words}.', 'La risposta non deve contenere quanto segue: {words}.', 'Evita nella risposta: {words}.'),
    'pincer:keyword_count': [
      ...asking("Usa l'espressione {keyword} almeno {min| volta| volte}.", "L'espressione {keyword} deve comparire almeno {min| volta| volte}."),
      ...asking("Usa l'espressione {keyword} al massimo {max| volta| volte}.", "L'espressione {keyword} deve comparire al massimo {max| volta| volte}."),
      ...asking("Usa l'espressione {keyword} esattamente {n| volta| volte}.", "L'espressione {keyword} deve comparire esattamente {n| volta| volte}."),
    ],
    'pincer:starts_with': asking('Inizia la tua risposta con {phrase}.', 'La risposta deve iniziare con le parole {phrase}.', 'Comincia con {phrase}.'),
    'pincer:ends_with': asking('Termina la tua risposta con {phrase}.', 'La risposta deve finire con le parole {phrase}.', 'Concludi con {phrase}.'),
    'pincer:heading_text': asking('Includi una sezione intitolata {heading}.', 'Uno dei titoli di sezione deve essere {heading}.'),
    'pincer:punctuation_absent': choosing(
      'mark', { comma: 'virgole', colon: 'due punti', semicolon: 'punti e virgola', question_mark: 'punti interrogativi', exclamation_mark: 'punti esclamativi' },
      'Non usare {name}.', 'La risposta non deve contenere {name}.', 'La tua risposta non deve includere {name}.',
    ),
    'pincer:letter_case': choosing('case', { lower: 'minuscolo', upper: 'maiuscolo' }, 'Scrivi tutto in {name}.', "L'intera risposta deve essere in {name}.", 'Usa solo il {name}.'),
    'pincer:json': [
      ...choosing('json', { any: 'JSON' }, 'Rispondi solo con {name} valido.', "L'intera risposta deve essere in formato {name}."),
      ...choosing('json', { object: 'un oggetto JSON', array: 'un array JSON' }, 'Rispondi solo con {name}.', "L'intera risposta deve essere {name}."),
    ],
    'pincer:xml': choosing('xml', { well_formed: 'XML' }, 'Rispondi solo con {name} valido.', "L'intera risposta deve essere in formato {name}."),
    'pincer:response_language': choosing('language', languages, 'Rispondi in {name}.', 'Scrivi la tua risposta in {name}.', "L'intera risposta deve essere in {name}."),
  },
}
