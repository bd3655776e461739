import { asking, choosing, countForms, type Amounts, type Noun, type WordingLanguage } from './template.ts'

const amounts: Amounts = {
  min: ['al menos #', 'como mínimo #', 'un mínimo de #'],
  max: ['como máximo #', 'un máximo de #', 'no más de #'],
  exact: ['exactamente #', 'precisamente #'],
  both: ['entre # y #', 'de # a #'],
  around: ['aproximadamente #', 'alrededor de #'],
}
const using = ['Usa {amount}.', 'La respuesta debe contener {amount}.', 'Tu respuesta debe incluir {amount}.']
const writing = ['Escribe {amount}.', 'La respuesta debe tener {amount}.', 'Tu respuesta ha de tener {amount}.']

const noun = (one: string, many: string): Noun => ({ one: ` ${one}`, many: ` ${many}`, none: [`No uses ${many}.`, `La respuesta no debe contener ${many}.`, `Tu respuesta no debe incluir ${many}.`] })
const used = (one: string, many: string) => countForms(amounts, using, noun(one, many))
const written = (one: string, many: string, around = false) => countForms(amounts, writing, { one: ` ${one}`, many: ` ${many}` }, { around })

const languages = {
  en: 'inglés', de: 'alemán', fr: 'francés', es: 'español', it: 'italiano', pt: 'portugués', nl: 'neerlandés', pl: 'polaco', ru: 'ruso', tr: 'turco', zh: 'chino', ja: 'japonés',
  ko: 'coreano', ar: 'árabe',
}

/** Spanish. */
export const spanish: WordingLanguage = {
  code: 'es',
  name: 'Spanish',
  common: /(?<!\p{L})(?:el|la|los|las|un|una|del|de|y|es|son|para|en|con|por|que|qué|cuál|cuáles|cómo|quién|al|sobre|tu)(?!\p{L})/iu,
  forms: {
    'pincer:word_count': written('palabra', 'palabras', true),
    'pincer:sentence_count': written('oración', 'oraciones'),
    'pincer:paragraph_count': written('párrafo', 'párrafos'),
    'pincer:line_count': written('línea', 'líneas'),
    'pincer:character_count': written('carácter', 'caracteres'),
    'pincer:paragraph_sentences': asking('Ningún párrafo debe tener más de {max| oración| oraciones}.', 'Cada párrafo debe tener como máximo {max| oración| oraciones}.', 'Escribe como máximo {max| oración| oraciones} por párrafo.'),
    'pincer:sentence_words': asking('Ninguna oración debe tener más de {max| palabra| palabras}.', 'Cada oración debe tener como máximo {max| palabra| palabras}.', 'Escribe como máximo {max| palabra| palabras} por oración.'),
    'pincer:paragraph_words': asking('Ningún párrafo debe tener más de {max| palabra| palabras}.', 'Cada párrafo debe tener como máximo {max| palabra| palabras}.', 'Escribe como máximo {max| palabra| palabras} por párrafo.'),
    'pincer:word_size': [
      ...asking('Ninguna palabra debe tener más de {max| carácter| caracteres}.', 'Cada palabra debe tener como máximo {max| carácter| caracteres}.', 'Usa solo palabras de hasta {max| carácter| caracteres}.'),
      ...asking('Ninguna palabra debe tener menos de {min| carácter| caracteres}.', 'Cada palabra debe tener al menos {min| carácter| caracteres}.', 'Usa solo palabras de al menos {min| carácter| caracteres}.'),
    ],
    'pincer:bullet_count': used('viñeta', 'viñetas'),
    'pincer:numbered_item_count': used('elemento numerado', 'elementos numerados'),
    'pincer:list_item_count': used('elemento de lista', 'elementos de lista'),
    'pincer:heading_count': used('encabezado', 'encabezados'),
    'pincer:code_block_count': used('bloque de código', 'bloques de código'),
    'pincer:table_count': used('tabla', 'tablas'),
    'pincer:table_row_count': used('fila de tabla', 'filas de tabla'),
    'pincer:table_column_count': used('columna de tabla', 'columnas de tabla'),
    'pincer:bold_count': used('fragmento en negrita', 'fragmentos en negrita'),
    'pincer:block_quote_count': used('bloque de cita', 'bloques de cita'),
    'pincer:placeholder_count': used('campo por rellenar entre corchetes', 'campos por rellenar entre corchetes'),
    'pincer:link_count': used('enlace', 'enlaces'),
    'pincer:emoji_count': used('emoji', 'emojis'),
    'pincer:number_count': used('número en cifras', 'números en cifras'),
    'pincer:digit_count': used('dígito', 'dígitos'),
    'pincer:capital_word_count': used('palabra toda en mayúsculas', 'palabras todas en mayúsculas'),
    'pincer:unique_word_count': countForms(amounts, using, { one: ' palabra diferente', many: ' palabras diferentes' }),
    'pincer:question_count': countForms(amounts, ['Haz {amount}.', 'La respuesta debe contener {amount}.'], { one: ' pregunta', many: ' preguntas', none: ['No hagas preguntas.', 'La respuesta no debe contener preguntas.'] }),
    'pincer:exclamation_count': used('exclamación', 'exclamaciones'),
    'pincer:keywords': asking('Usa en la respuesta: {keywords}.', 'La respuesta debe contener lo siguiente: {keywords}.', 'Incorpora a tu respuesta: {keywords}.'),
    'pincer:forbidden_words': asking('No uses en la respuesta: {words}.', 'La respuesta no debe contener lo siguiente: {words}.', 'Evita en la respuesta: {words}.'),
    'pincer:keyword_count': [
      ...asking('Usa la expresión {keyword} al menos {min| vez| veces}.', 'La expresión {keyword} debe aparecer al menos {min| vez| veces}.'),
      ...asking('Usa la expresión {keyword} como máximo {max| vez| veces}.', 'La expresión {keyword} debe aparecer como máximo {max| vez| veces}.'),
      ...asking('Usa la expresión {keyword} exactamente {n| vez| veces}.', 'La expresión {keyword} debe aparecer exactamente {n| vez| veces}.'),
    ],
    'pincer:starts_with': asking('Empieza tu respuesta con {phrase}.', 'La respuesta debe comenzar con las palabras {phrase}.', 'Comienza con {phrase}.'),
    'pincer:ends_with': asking('Termina tu respuesta con {phrase}.', 'La respuesta debe terminar con las palabras {phrase}.', 'Concluye con {phrase}.'),
    'pincer:heading_text': asking('Incluye una sección titulada {heading}.', 'Uno de los encabezados debe ser {heading}.'),
    'pincer:punctuation_absent': choosing(
      'mark', { comma: 'comas', colon: 'dos puntos', semicolon: 'puntos y coma', question_mark: 'signos de interrogación', exclamation_mark: 'signos de exclamación' },
      'No uses {name}.', 'La respuesta no debe contener {name}.', 'Tu respuesta no debe incluir {name}.',
    ),
    'pincer:letter_case': choosing('case', { lower: 'minúsculas', upper: 'mayúsculas' }, 'Escribe todo en {name}.', 'Usa solo {name}.', 'Toda la respuesta debe estar en {name}.'),
    'pincer:json': [
      ...choosing('json', { any: 'JSON' }, 'Responde solo con {name} válido.', 'Toda la respuesta debe estar en formato {name}.'),
      ...choosing('json', { object: 'un objeto JSON', array: 'un arreglo JSON' }, 'Responde solo con {name}.', 'Toda la respuesta debe ser {name}.'),
    ],
    'pincer:xml': choosing('xml', { well_formed: 'XML' }, 'Responde solo con {name} válido.', 'Toda la respuesta debe estar en formato {name}.'),
    'pincer:response_language': choosing('language', languages, 'Responde en {name}.', 'Escribe tu respuesta en {name}.', 'Toda la respuesta debe estar en {name}.'),
  },
}
