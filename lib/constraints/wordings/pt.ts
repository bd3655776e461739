import { asking, choosing, countForms, type Amounts, type Noun, type WordingLanguage } from './template.ts'

const amounts: Amounts = {
  min: ['pelo menos #', 'no mínimo #', 'um mínimo de #'],
  max: ['no máximo #', 'um máximo de #', 'não mais que #'],
  exact: ['exatamente #', 'precisamente #'],
  both: ['entre # e #', 'de # a #'],
  around: ['cerca de #', 'aproximadamente #'],
}
const using = ['Use {amount}.', 'A resposta deve conter {amount}.', 'Sua resposta deve incluir {amount}.']
const writing = ['Escreva {amount}.', 'A resposta deve ter {amount}.', 'Sua resposta precisa ter {amount}.']

const noun = (one: string, many: string): Noun => ({ one: ` ${one}`, many: ` ${many}`, none: [`Não use ${many}.`, `A resposta não deve conter ${many}.`, `Sua resposta não deve incluir ${many}.`] })
const used = (one: string, many: string) => countForms(amounts, using, noun(one, many))
const written = (one: string, many: string, around = false) => countForms(amounts, writing, { one: ` ${one}`, many: ` ${many}` }, { around })

const languages = {
  en: 'inglês', de: 'alemão', fr: 'francês', es: 'espanhol', it: 'italiano', pt: 'português', nl: 'holandês', pl: 'polonês', ru: 'russo', tr: 'turco', zh: 'chinês', ja: 'japonês',
  ko: 'coreano', ar: 'árabe',
}

/** Portuguese, as Brazil writes it. */
export const portuguese: WordingLanguage = {
  code: 'pt',
  name: 'Portuguese',
  common: /(?<!\p{L})(?:o|os|as|um|uma|do|da|dos|das|de|e|é|são|para|em|na|com|por|que|qual|quais|como|quem|ao|sobre|você|seu|sua)(?!\p{L})/iu,
  forms: {
    'pincer:word_count': written('palavra', 'palavras', true),
    'pincer:sentence_count': written('frase', 'frases'),
    'pincer:paragraph_count': written('parágrafo', 'parágrafos'),
    'pincer:line_count': written('linha', 'linhas'),
    'pincer:character_count': written('caractere', 'caracteres'),
    'pincer:paragraph_sentences': asking('Nenhum parágrafo deve ter mais de {max| frase| frases}.', 'Cada parágrafo deve ter no máximo {max| frase| frases}.', 'Escreva no máximo {max| frase| frases} por parágrafo.'),
    'pincer:sentence_words': asking('Nenhuma frase deve ter mais de {max| palavra| palavras}.', 'Cada frase deve ter no máximo {max| palavra| palavras}.', 'Escreva no máximo {max| palavra| palavras} por frase.'),
    'pincer:paragraph_words': asking('Nenhum parágrafo deve ter mais de {max| palavra| palavras}.', 'Cada parágrafo deve ter no máximo {max| palavra| palavras}.', 'Escreva no máximo {max| palavra| palavras} por parágrafo.'),
    'pincer:word_size': [
      ...asking('Nenhuma palavra deve ter mais de {max| caractere| caracteres}.', 'Cada palavra deve ter no máximo {max| caractere| caracteres}.', 'Use apenas palavras de até {max| caractere| caracteres}.'),
      ...asking('Nenhuma palavra deve ter menos de {min| caractere| caracteres}.', 'Cada palavra deve ter pelo menos {min| caractere| caracteres}.', 'Use apenas palavras de pelo menos {min| caractere| caracteres}.'),
    ],
    'pincer:bullet_count': used('marcador', 'marcadores'),
    'pincer:numbered_item_count': used('item numerado', 'itens numerados'),
    'pincer:list_item_count': used('item de lista', 'itens de lista'),
    'pincer:heading_count': used('título de seção', 'títulos de seção'),
    'pincer:code_block_count': used('bloco de código', 'blocos de código'),
    'pincer:table_count': used('tabela', 'tabelas'),
    'pincer:table_row_count': used('linha de tabela', 'linhas de tabela'),
    'pincer:table_column_count': used('coluna de tabela', 'colunas de tabela'),
    'pincer:bold_count': used('trecho em negrito', 'trechos em negrito'),
    'pincer:block_quote_count': used('bloco de citação', 'blocos de citação'),
    'pincer:placeholder_count': used('campo a preencher entre colchetes', 'campos a preencher entre colchetes'),
    'pincer:link_count': used('link', 'links'),
    'pincer:emoji_count': used('emoji', 'emojis'),
    'pincer:number_count': used('número em algarismos', 'números em algarismos'),
    'pincer:digit_count': used('dígito', 'dígitos'),
    'pincer:capital_word_count': used('palavra toda em maiúsculas', 'palavras todas em maiúsculas'),
    'pincer:unique_word_count': countForms(amounts, using, { one: ' palavra diferente', many: ' palavras diferentes' }),
    'pincer:question_count': countForms(amounts, ['Faça {amount}.', 'A resposta deve conter {amount}.'], { one: ' pergunta', many: ' perguntas', none: ['Não faça perguntas.', 'A resposta não deve conter perguntas.'] }),
    'pincer:exclamation_count': used('exclamação', 'exclamações'),
    'pincer:keywords': asking('Use na resposta: {keywords}.', 'A resposta deve conter o seguinte: {keywords}.', 'Inclua na sua resposta: {keywords}.'),
    'pincer:forbidden_words': asking('Não use na resposta: {words}.', 'A resposta não deve conter o seguinte: {words}.', 'Evite na resposta: {words}.'),
    'pincer:keyword_count': [
      ...asking('Use a expressão {keyword} pelo menos {min| vez| vezes}.', 'A expressão {keyword} deve aparecer pelo menos {min| vez| vezes}.'),
      ...asking('Use a expressão {keyword} no máximo {max| vez| vezes}.', 'A expressão {keyword} deve aparecer no máximo {max| vez| vezes}.'),
      ...asking('Use a expressão {keyword} exatamente {n| vez| vezes}.', 'A expressão {keyword} deve aparecer exatamente {n| vez| vezes}.'),
    ],
    'pincer:starts_with': asking('Comece sua resposta com {phrase}.', 'A resposta deve começar com as palavras {phrase}.', 'Inicie com {phrase}.'),
    'pincer:ends_with': asking('Termine sua resposta com {phrase}.', 'A resposta deve terminar com as palavras {phrase}.', 'Conclua com {phrase}.'),
    'pincer:heading_text': asking('Inclua uma seção intitulada {heading}.', 'Um dos títulos de seção deve ser {heading}.'),
    'pincer:punctuation_absent': choosing(
      'mark', { comma: 'vírgulas', colon: 'dois-pontos', semicolon: 'ponto e vírgula', question_mark: 'pontos de interrogação', exclamation_mark: 'pontos de exclamação' },
      'Não use {name}.', 'A resposta não deve conter {name}.', 'Sua resposta não deve incluir {name}.',
    ),
    'pincer:letter_case': choosing('case', { lower: 'minúsculas', upper: 'maiúsculas' }, 'Escreva tudo em {name}.', 'Use apenas letras {name}.', 'Toda a resposta deve estar em {name}.'),
    'pincer:json': [
      ...choosing('json', { any: 'JSON' }, 'Responda apenas com {name} válido.', 'Toda a resposta deve estar no formato {name}.'),
      ...choosing('json', { object: 'um objeto JSON', array: 'um array JSON' }, 'Responda apenas com {name}.', 'Toda a resposta deve ser {name}.'),
    ],
    'pincer:xml': choosing('xml', { well_formed: 'XML' }, 'Responda apenas com {name} válido.', 'Toda a resposta deve estar no formato {name}.'),
    'pincer:response_language': choosing('language', languages, 'Responda em {name}.', 'Escreva sua resposta em {name}.', 'Toda a resposta deve estar em {name}.'),
  },
}
