/**
 * What licences of data say, as far as mixing, changing and selling go. Facts for sorting rows, not legal advice: where it matters, read the
 * licence itself at `source`.
 */
export interface LicenseFacts {
  /** Its SPDX id where it has one, in capitals as SPDX writes them. */
  id: string
  /** Other ways in which data sets write it, in small letters. */
  also: readonly string[]
  /** The id that cards of the Hugging Face Hub take; null where they have none. Their list: https://huggingface.co/docs/hub/repositories-licenses */
  hub: string | null
  /** Who uses it has to say whose it is. */
  attribution?: true
  /** Not for commercial purposes. */
  nonCommercial?: true
  /** Changed versions may not be shared. */
  noDerivatives?: true
  /** What is made from it has to be shared under terms of this family. */
  shareAlike?: string
  /** What it says of training models, where it says anything of the kind. */
  training?: string
  source: string
}

const cc = (path: string): string => `https://creativecommons.org/licenses/${path}/`
const spdx = (id: string): string => `https://spdx.org/licenses/${id}.html`

/** Creative Commons' licences of one kind: https://creativecommons.org/share-your-work/cclicenses/ */
function creative(kind: string, versions: readonly string[], onHub: readonly string[], facts: Partial<LicenseFacts>): LicenseFacts[] {
  return versions.map((version) => {
    const id = `CC-${kind}-${version}`
    const small = id.toLowerCase()
    return { id, also: version === '4.0' ? [`cc-${kind.toLowerCase()}`, small.replaceAll('-', ' ')] : [small.replaceAll('-', ' ')], hub: onHub.includes(version) ? small : null, attribution: true, source: cc(`${kind.toLowerCase()}/${version}`), ...facts }
  })
}

const permissive = (id: string, hub: string | null, also: readonly string[] = []): LicenseFacts => ({ id, also, hub, attribution: true, source: spdx(id) })
const llama = (version: string, hub: string, training: string, source: string): LicenseFacts => ({ id: `llama${version}`, also: [`llama-${version}`, `llama ${version}`, `meta-llama-${version}`], hub, attribution: true, training, source })

const named = 'a model that is trained on its output has to have Llama in its name'

/** All that are known. */
export const licenseFacts: readonly LicenseFacts[] = [
  // Dedications to the public and permissive licences: https://spdx.org/licenses/
  { id: 'CC0-1.0', also: ['cc0', 'cc-0', 'cc zero'], hub: 'cc0-1.0', source: 'https://creativecommons.org/publicdomain/zero/1.0/' },
  { id: 'PDDL-1.0', also: ['pddl'], hub: 'pddl', source: 'https://opendatacommons.org/licenses/pddl/1-0/' },
  { id: 'Unlicense', also: ['public-domain', 'public domain'], hub: 'unlicense', source: spdx('Unlicense') },
  permissive('Apache-2.0', 'apache-2.0', ['apache', 'apache2', 'apache 2.0', 'apache license 2.0']),
  permissive('MIT', 'mit', ['mit license']),
  permissive('BSD-2-Clause', 'bsd-2-clause'),
  permissive('BSD-3-Clause', 'bsd-3-clause', ['bsd']),
  permissive('ISC', 'isc'),
  // Made for data. ODC-By asks for attribution, ODbL for sharing alike; CDLA-Permissive-2.0 asks that its text goes along, CDLA-Sharing for the same terms.
  { id: 'ODC-By-1.0', also: ['odc-by', 'odc by', 'odcby'], hub: 'odc-by', attribution: true, source: 'https://opendatacommons.org/licenses/by/1-0/' },
  { id: 'ODbL-1.0', also: ['odbl'], hub: 'odbl', attribution: true, shareAlike: 'ODbL', source: 'https://opendatacommons.org/licenses/odbl/1-0/' },
  { id: 'CDLA-Permissive-1.0', also: [], hub: 'cdla-permissive-1.0', attribution: true, source: 'https://cdla.dev/permissive-1-0/' },
  { id: 'CDLA-Permissive-2.0', also: ['cdla-permissive'], hub: 'cdla-permissive-2.0', attribution: true, source: 'https://cdla.dev/permissive-2-0/' },
  { id: 'CDLA-Sharing-1.0', also: ['cdla-sharing'], hub: 'cdla-sharing-1.0', attribution: true, shareAlike: 'CDLA-Sharing', source: 'https://cdla.dev/sharing-1-0/' },
  // O-UDA takes any use of the results; C-UDA allows computational use alone, which training is.
  { id: 'C-UDA-1.0', also: ['c-uda'], hub: 'c-uda', attribution: true, source: 'https://spdx.org/licenses/C-UDA-1.0.html' },
  ...creative('BY', ['2.0', '2.5', '3.0', '4.0'], ['2.0', '2.5', '3.0', '4.0'], {}),
  // What is made from BY-SA has to be under BY-SA, and from BY-NC-SA under BY-NC-SA: no terms meet both. Later versions may be taken for earlier ones.
  ...creative('BY-SA', ['2.0', '2.5', '3.0', '4.0'], ['3.0', '4.0'], { shareAlike: 'CC BY-SA' }),
  ...creative('BY-NC', ['2.0', '2.5', '3.0', '4.0'], ['2.0', '3.0', '4.0'], { nonCommercial: true }),
  ...creative('BY-NC-SA', ['2.0', '2.5', '3.0', '4.0'], ['2.0', '3.0', '4.0'], { nonCommercial: true, shareAlike: 'CC BY-NC-SA' }),
  // No derivatives: a prompt that is composed anew is a changed version.
  ...creative('BY-ND', ['3.0', '4.0'], ['4.0'], { noDerivatives: true }),
  ...creative('BY-NC-ND', ['3.0', '4.0'], ['3.0', '4.0'], { nonCommercial: true, noDerivatives: true }),
  // Copyleft of programs and of documentation, which text from Stack Exchange, Wikipedia and code brings along.
  { id: 'GPL-2.0', also: ['gpl-2.0-only', 'gpl-2.0-or-later', 'gplv2'], hub: 'gpl-2.0', attribution: true, shareAlike: 'GPL-2.0', source: spdx('GPL-2.0-only') },
  { id: 'GPL-3.0', also: ['gpl-3.0-only', 'gpl-3.0-or-later', 'gpl', 'gplv3'], hub: 'gpl-3.0', attribution: true, shareAlike: 'GPL-3.0', source: spdx('GPL-3.0-only') },
  { id: 'AGPL-3.0', also: ['agpl-3.0-only', 'agpl-3.0-or-later', 'agpl'], hub: 'agpl-3.0', attribution: true, shareAlike: 'AGPL-3.0', source: spdx('AGPL-3.0-only') },
  { id: 'GFDL-1.3', also: ['gfdl', 'gfdl-1.3-only', 'gfdl-1.3-or-later'], hub: 'gfdl', attribution: true, shareAlike: 'GFDL', source: spdx('GFDL-1.3-only') },
  // Terms of models, where responses are their output.
  // "may not ... use Output to develop models that compete with OpenAI": https://openai.com/policies/row-terms-of-use/
  { id: 'openai-terms', also: ['openai', 'openai terms', 'openai-tos', 'openai terms of use'], hub: null, training: 'the output may not be used to develop models that compete with OpenAI’s', source: 'https://openai.com/policies/row-terms-of-use/' },
  // "to build a competing product or service, including to train competing AI models": https://www.anthropic.com/legal/commercial-terms
  { id: 'anthropic-terms', also: ['anthropic', 'anthropic terms', 'claude-terms'], hub: null, training: 'the output may not be used to train models that compete with Anthropic’s', source: 'https://www.anthropic.com/legal/commercial-terms' },
  // Llama 2, 1.b.v: not "to improve any other large language model"; from 3.1 on, 1.b.i: the name has to begin with Llama.
  llama('2', 'llama2', 'the output may not be used to improve language models other than Llama 2', 'https://ai.meta.com/llama/license/'),
  llama('3', 'llama3', 'the output may not be used to improve language models other than Llama 3', 'https://www.llama.com/llama3/license/'),
  llama('3.1', 'llama3.1', named, 'https://www.llama.com/llama3_1/license/'),
  llama('3.2', 'llama3.2', named, 'https://www.llama.com/llama3_2/license/'),
  llama('3.3', 'llama3.3', named, 'https://www.llama.com/llama3_3/license/'),
  // A model trained on Gemma's output is a "Model Derivative" that has to pass the use restrictions on: section 1.1 (e) and 3.1.
  { id: 'gemma', also: ['gemma-terms'], hub: 'gemma', training: 'a model that is trained on its output has to pass Gemma’s restrictions of use on', source: 'https://ai.google.dev/gemma/terms' },
  { id: 'proprietary', also: ['all rights reserved', 'all-rights-reserved', 'commercial'], hub: null, noDerivatives: true, source: 'https://www.wipo.int/treaties/en/ip/berne/' },
]

const byName = new Map(licenseFacts.flatMap((facts) => [facts.id.toLowerCase(), ...facts.also].map((name) => [name, facts] as const)))

/** The facts of a licence by any of its names; null where nothing is known of it. */
export function factsOf(license: string): LicenseFacts | null {
  return byName.get(license.trim().toLowerCase().replace(/\s+/g, ' ')) ?? null
}

/** How the counts call pairs of which neither they nor their dataset name a licence. */
export const notStated = 'not stated'

/** One name for all ways to write a licence; `null` is not stated. Names that are not known differ where their letters do. */
export function licenseKey(license: string | null): string {
  const name = license?.trim() ?? ''
  if (name === '' || name.toLowerCase() === notStated || name.toLowerCase() === 'unknown') return notStated
  return factsOf(name)?.id ?? name.toLowerCase().replace(/\s+/g, ' ')
}
