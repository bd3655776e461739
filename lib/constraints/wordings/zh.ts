import { asking, choosing, countForms, type Amounts, type Noun, type WordingLanguage } from './template.ts'

const amounts: Amounts = {
  min: ['至少#', '不少于#'],
  max: ['最多#', '不超过#', '至多#'],
  exact: ['恰好#', '正好#'],
  both: ['#到#', '#至#'],
  around: ['大约#', '约#'],
}
const using = ['请使用{amount}。', '回答中应包含{amount}。', '你的回答必须包含{amount}。']
const writing = ['请写{amount}。', '回答应为{amount}。', '你的回答必须有{amount}。']

/** What is counted, behind the word that measures it. */
const noun = (measure: string, thing: string): Noun => ({
  one: measure + thing, many: measure + thing, none: [`不要使用任何${thing}。`, `回答中不得包含${thing}。`, `你的回答不能出现${thing}。`],
})
const used = (measure: string, thing: string) => countForms(amounts, using, noun(measure, thing))
const written = (measure: string, thing: string) => countForms(amounts, writing, { one: measure + thing, many: measure + thing })

const languages = {
  en: '英语', de: '德语', fr: '法语', es: '西班牙语', it: '意大利语', pt: '葡萄牙语', nl: '荷兰语', pl: '波兰语', ru: '俄语', tr: '土耳其语', zh: '中文', ja: '日语', ko: '韩语', ar: '阿拉伯语',
}

/** Chinese. It writes no spaces between words: whatever counts words is left out, and so are letters' cases. */
export const chinese: WordingLanguage = {
  code: 'zh',
  name: 'Chinese',
  common: /[\u3400-\u9fff]/,
  forms: {
    'pincer:character_count': written('个', '字符'),
    'pincer:sentence_count': written('个', '句子'),
    'pincer:paragraph_count': written('个', '段落'),
    'pincer:line_count': written('行', '文字'),
    'pincer:paragraph_sentences': asking('每个段落不得超过{max}个句子。', '每段最多{max}个句子。', '任何段落都不应多于{max}个句子。'),
    'pincer:bullet_count': used('个', '项目符号'),
    'pincer:numbered_item_count': used('个', '编号条目'),
    'pincer:list_item_count': used('个', '列表项'),
    'pincer:heading_count': used('个', '小标题'),
    'pincer:code_block_count': used('个', '代码块'),
    'pincer:table_count': used('个', '表格'),
    'pincer:table_row_count': countForms(amounts, using, { one: '行表格内容', many: '行表格内容' }),
    'pincer:table_column_count': used('个', '表格列'),
    'pincer:bold_count': used('处', '加粗文字'),
    'pincer:block_quote_count': used('个', '引用块'),
    'pincer:placeholder_count': used('个', '方括号占位符'),
    'pincer:link_count': used('个', '链接'),
    'pincer:emoji_count': used('个', '表情符号'),
    'pincer:number_count': used('个', '用阿拉伯数字写的数'),
    'pincer:digit_count': used('个', '阿拉伯数字字符'),
    'pincer:question_count': countForms(amounts, ['请提出{amount}。', '回答中应包含{amount}。'], { one: '个问句', many: '个问句', none: ['不要提出任何问句。', '回答中不得包含问句。'] }),
    'pincer:exclamation_count': used('个', '感叹句'),
    'pincer:keywords': asking('请使用以下关键词：{keywords}。', '回答中必须出现：{keywords}。', '你的回答应包含以下词语：{keywords}。'),
    'pincer:forbidden_words': asking('请不要使用以下词语：{words}。', '回答中不得出现：{words}。', '你的回答应避免以下词语：{words}。'),
    'pincer:starts_with': asking('请以{phrase}开头。', '回答必须以{phrase}开始。', '你的回答应以{phrase}作为开头。'),
    'pincer:ends_with': asking('请以{phrase}结尾。', '回答必须以{phrase}结束。', '你的回答应以{phrase}作为结尾。'),
    'pincer:heading_text': asking('请加入标题为{heading}的部分。', '其中一个小标题必须是{heading}。'),
    'pincer:punctuation_absent': choosing(
      'mark', { comma: '逗号', colon: '冒号', semicolon: '分号', question_mark: '问号', exclamation_mark: '感叹号' },
      '不要使用任何{name}。', '回答中不得包含{name}。', '你的回答不能出现{name}。',
    ),
    'pincer:json': choosing('json', { any: 'JSON', object: 'JSON对象', array: 'JSON数组' }, '请只用{name}作答。', '整个回答必须是有效的{name}。', '请将全部回答写成{name}。'),
    'pincer:xml': choosing('xml', { well_formed: 'XML' }, '请只用{name}作答。', '整个回答必须是有效的{name}。', '请将全部回答写成{name}。'),
    'pincer:response_language': choosing('language', languages, '请用{name}回答。', '回答必须使用{name}。', '请全文用{name}写作。'),
  },
}
