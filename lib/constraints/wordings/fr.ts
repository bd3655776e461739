import { asking, choosing, countForms, type Amounts, type Noun, type WordingLanguage } from './template.ts'

const amounts: Amounts = {
  min: ['au moins #', 'au minimum #'],
  max: ['au plus #', 'au maximum #', 'tout au plus #'],
  exact: ['exactement #', 'précisément #'],
  both: ['entre # et #', 'de # à #'],
  around: ['environ #', 'à peu près #'],
}
const using = ['Utilisez {amount}.', 'La réponse doit contenir {amount}.', 'Votre réponse doit comporter {amount}.']
const writing = ['Écrivez {amount}.', 'La réponse doit compter {amount}.', 'Votre réponse doit comporter {amount}.']

/** `none` is the plural behind "pas": "de titres", "d'émojis". */
const noun = (one: string, many: string, none: string): Noun => ({
  one: ` ${one}`, many: ` ${many}`, none: [`N'utilisez pas ${none}.`, `La réponse ne doit pas contenir ${none}.`, `Votre réponse ne doit pas comporter ${none}.`],
})
const used = (one: string, many: string, none = `de ${many}`) => countForms(amounts, using, noun(one, many, none))
const written = (one: string, many: string, around = false) => countForms(amounts, writing, { one: ` ${one}`, many: ` ${many}` }, { around })

const languages = {
  en: 'anglais', de: 'allemand', fr: 'français', es: 'espagnol', it: 'italien', pt: 'portugais', nl: 'néerlandais', pl: 'polonais', ru: 'russe', tr: 'turc', zh: 'chinois',
  ja: 'japonais', ko: 'coréen', ar: 'arabe',
}

/** French. */
export const french: WordingLanguage = {
  code: 'fr',
  name: 'French',
  common: /(?<!\p{L})(?:le|la|les|un|une|des|du|de|et|est|sont|pour|dans|avec|sur|que|qui|quel|quels|quelles?|comment|pourquoi|au|aux|moi|vous|tu|je|[ldcj]['’])(?:(?!\p{L})|(?<=['’]))/iu,
  forms: {
    'pincer:word_count': written('mot', 'mots', true),
    'pincer:sentence_count': written('phrase', 'phrases'),
    'pincer:paragraph_count': written('paragraphe', 'paragraphes'),
    'pincer:line_count': written('ligne', 'lignes'),
    'pincer:character_count': written('caractère', 'caractères'),
    'pincer:paragraph_sentences': asking('Aucun paragraphe ne doit dépasser {max| phrase| phrases}.', 'Chaque paragraphe doit compter au plus {max| phrase| phrases}.', 'Écrivez au maximum {max| phrase| phrases} par paragraphe.'),
    'pincer:sentence_words': asking('Aucune phrase ne doit dépasser {max| mot| mots}.', 'Chaque phrase doit compter au plus {max| mot| mots}.', 'Écrivez au maximum {max| mot| mots} par phrase.'),
    'pincer:paragraph_words': asking('Aucun paragraphe ne doit dépasser {max| mot| mots}.', 'Chaque paragraphe doit compter au plus {max| mot| mots}.', 'Écrivez au maximum {max| mot| mots} par paragraphe.'),
    'pincer:word_size': [
      ...asking('Aucun mot ne doit dépasser {max| caractère| caractères}.', 'Chaque mot doit compter au plus {max| caractère| caractères}.', "N'utilisez que des mots d'au plus {max| caractère| caractères}."),
      ...asking('Chaque mot doit compter au moins {min| caractère| caractères}.', "N'utilisez que des mots d'au moins {min| caractère| caractères}."),
    ],
    'pincer:bullet_count': used('puce', 'puces'),
    'pincer:numbered_item_count': used('élément numéroté', 'éléments numérotés', "d'éléments numérotés"),
    'pincer:list_item_count': used('élément de liste', 'éléments de liste', "d'éléments de liste"),
    'pincer:heading_count': used('titre de section', 'titres de section'),
    'pincer:code_block_count': used('bloc de code', 'blocs de code'),
    'pincer:table_count': used('tableau', 'tableaux'),
    'pincer:table_row_count': used('ligne de tableau', 'lignes de tableau'),
    'pincer:table_column_count': used('colonne de tableau', 'colonnes de tableau'),
    'pincer:bold_count': used('passage en gras', 'passages en gras'),
    'pincer:block_quote_count': used('bloc de citation', 'blocs de citation'),
    'pincer:placeholder_count': used('champ à remplir entre crochets', 'champs à remplir entre crochets'),
    'pincer:link_count': used('lien', 'liens'),
    'pincer:emoji_count': used('émoji', 'émojis', "d'émojis"),
    'pincer:number_count': used('nombre écrit en chiffres', 'nombres écrits en chiffres'),
    'pincer:digit_count': used('chiffre', 'chiffres'),
    'pincer:capital_word_count': used('mot entièrement en majuscules', 'mots entièrement en majuscules'),
    'pincer:unique_word_count': countForms(amounts, using, { one: ' mot différent', many: ' mots différents' }),
    'pincer:question_count': countForms(amounts, ['Posez {amount}.', 'La réponse doit contenir {amount}.'], { one: ' question', many: ' questions', none: ['Ne posez pas de questions.', 'La réponse ne doit pas contenir de questions.'] }),
    'pincer:exclamation_count': used('exclamation', 'exclamations', "d'exclamations"),
    'pincer:keywords': asking('Utilisez dans la réponse : {keywords}.', 'La réponse doit contenir : {keywords}.', 'Intégrez à votre réponse : {keywords}.'),
    'pincer:forbidden_words': asking("N'utilisez pas dans la réponse : {words}.", 'La réponse ne doit pas contenir : {words}.', 'Évitez dans la réponse : {words}.'),
    'pincer:keyword_count': [
      ...asking("Utilisez l'expression {keyword} au moins {min} fois.", "L'expression {keyword} doit apparaître au moins {min} fois."),
      ...asking("Utilisez l'expression {keyword} au plus {max} fois.", "L'expression {keyword} doit apparaître au plus {max} fois."),
      ...asking("Utilisez l'expression {keyword} exactement {n} fois.", "L'expression {keyword} doit apparaître exactement {n} fois."),
    ],
    'pincer:starts_with': asking('Commencez votre réponse par {phrase}.', 'La réponse doit commencer par les mots {phrase}.', 'Votre réponse doit débuter par {phrase}.'),
    'pincer:ends_with': asking('Terminez votre réponse par {phrase}.', 'La réponse doit se terminer par les mots {phrase}.', 'Votre réponse doit finir par {phrase}.'),
    'pincer:heading_text': asking('Ajoutez une section intitulée {heading}.', "L'un des titres de section doit être {heading}."),
    'pincer:punctuation_absent': choosing(
      'mark', { comma: 'de virgules', colon: 'de deux-points', semicolon: 'de points-virgules', question_mark: "de points d'interrogation", exclamation_mark: "de points d'exclamation" },
      "N'utilisez pas {name}.", 'La réponse ne doit pas contenir {name}.', 'Votre réponse ne doit pas comporter {name}.',
    ),
    'pincer:letter_case': choosing('case', { lower: 'minuscules', upper: 'majuscules' }, 'Écrivez tout en {name}.', "N'utilisez que des {name}.", 'Toute la réponse doit être en {name}.'),
    'pincer:json': [
      ...choosing('json', { any: 'JSON' }, 'Répondez uniquement en {name} valide.', 'La réponse entière doit être au format {name}.'),
      ...choosing('json', { object: 'un objet JSON', array: 'un tableau JSON' }, 'Répondez uniquement par {name}.', 'La réponse entière doit être {name}.'),
    ],
    'pincer:xml': choosing('xml', { well_formed: 'XML' }, 'Répondez uniquement en {name} valide.', 'La réponse entière doit être au format {name}.'),
    'pincer:response_language': choosing('language', languages, 'Répondez en {name}.', 'Rédigez votre réponse en {name}.', 'Toute la réponse doit être rédigée en {name}.'),
  },
}
