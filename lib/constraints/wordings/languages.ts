import { german } from './de.ts'
import { spanish } from './es.ts'
import { french } from './fr.ts'
import { italian } from './it.ts'
import { portuguese } from './pt.ts'
import { chinese } from './zh.ts'
import type { WordingLanguage } from './template.ts'

/** The languages beside English in which constraints are worded and understood. A new one is a new file and a line here. */
export const languages: readonly WordingLanguage[] = [german, french, spanish, portuguese, italian, chinese]
