'use client'

import { useDatasets } from '#components/api/datasets.ts'
import { ContaminationNote } from '#components/exports/contamination-note.tsx'
import { GeneralFile } from '#components/exports/general-file.tsx'
import { ChoiceField, NumberField, Section, type RecipePart } from '#components/exports/recipe-controls.tsx'
import { asksEvaluation, sequenceOf, sequencesOf } from '#components/exports/recipe-form.ts'
import { StageFields, type ExportedPairs } from '#components/exports/stage-fields.tsx'
import { Checkbox, Field, Input, Select, Textarea } from '#components/ui/field.tsx'
import { hasPlaceFor } from '#lib/exports/format-parts.ts'
import { lackingIn } from '#lib/exports/proofs.ts'
import type { ExportParams } from '#lib/exports/recipe.ts'

const instructions: Record<ExportParams['instruction'], string> = { original: 'Original', refined: 'Refined', mixed: 'Seven in ten refined' }
const refinements: Record<ExportParams['refined'], string> = { accepted: 'Accepted by somebody', 'undecided too': 'Undecided too' }
const inputPlaces: Record<ExportParams['inputPosition'], string> = {
  after: 'After instruction and constraints',
  before: 'Before both',
  between: 'Between instruction and constraints',
  around: 'Among the constraints: some before it, some behind',
  twice: 'Between, the instruction said again behind it',
  mixed: 'Mixed',
}
const policies: Record<ExportParams['demonstrationPolicy'], string> = { types: 'The same types of constraints', nearest: 'The nearest instructions', random: 'Chance' }
const asks: Record<ExportParams['reverseAsks'], string> = { mixed: 'Whatever the pair has', constraints: 'The constraints', refined: 'The refined instruction', both: 'Both' }
const splitUnits: Record<ExportParams['splitBy'], string> = { pair: 'Pairs', source: 'Whole sources' }
const strata: Record<ExportParams['stratify'], string> = { type: 'Types of constraints', source: 'Sources', language: 'Languages', length: 'Lengths of the response', none: 'Nothing: each drawn by itself' }
const proofFiles: Record<ExportParams['proofs'], string> = { beside: 'Beside the rows', none: 'None: responses cannot be checked' }
const sequences = { none: 'One file', stages: 'Stages, easy to hard', ladder: 'Ladder of levels' } as const
const ladders: Record<ExportParams['ladderAs'], string> = { files: 'A file for each level', conversation: 'Turns of one conversation, easy to hard' }
const stageMeasures: Record<NonNullable<ExportParams['curriculum']>['by'], string> = { difficulty: 'Difficulty, as a model rated it', constraints: 'Number of constraints', bits: 'Bits of the constraints' }

/** How many constraints a prompt states, and which. */
export function ConstraintFields(part: RecipePart) {
  const { form, errors, change } = part
  return (
    <Section title="Constraints">
      <NumberField part={part} name="minConstraints" label="Constraints a pair, at least" hint="Pairs with fewer stay behind." min={1} max={50} />
      <NumberField part={part} name="maxConstraints" label="Constraints a pair, at most" hint="Of more, the seed picks which; rare types first." min={1} max={50} />
      <NumberField part={part} name="usualConstraints" label="Usually from" hint="Most prompts state this many or more, where a pair has them." min={1} max={50} />
      <NumberField part={part} name="anyNumber" label="Any number, per cent" hint="This share of the prompts states any number instead." min={0} max={100} step="any" />
      <NumberField part={part} name="leastBits" label="Bits, at least" hint="How much they say together; empty: however much." min={0} max={40} step="any" required={false} />
      <NumberField part={part} name="mostBits" label="Bits, at most" hint="Chosen for bits, the usual number does not count." min={0} max={40} step="any" required={false} />
      <NumberField part={part} name="facets" label="Facets, at least" hint="Length, wording, format, structure, style." min={0} max={5} required={false} />
      <Field label="Weights of types" hint="A type or facet and its weight a line, such as “length 0.5”; 0: never." error={errors.typeWeights}>
        {(ids) => <Textarea {...ids} className="min-h-16 font-mono text-[13px]" spellCheck={false} value={form.typeWeights} onChange={({ target }) => change({ typeWeights: target.value })} />}
      </Field>
    </Section>
  )
}

/** What a prompt looks like. */
export function PromptFields(part: RecipePart) {
  const { form, errors, change } = part
  const canShow = hasPlaceFor('demonstrations', form.format)
  const shows = canShow && Number(form.demonstrations) > 0
  const turnsRound = hasPlaceFor('reverse', form.format) && Number(form.reverse) > 0
  return (
    <Section title="Prompt">
      <ChoiceField label="Instruction" hint="Refined where a pair has one; the original otherwise." words={instructions} value={form.instruction} onChoose={(instruction) => change({ instruction })} />
      {form.instruction === 'original' && !turnsRound ? null : (
        <ChoiceField label="Refined instructions" hint="Where a pair has none of them that may leave, it is left out of refined prompts, and keeps the original in mixed ones." words={refinements} value={form.refined} onChoose={(refined) => change({ refined })} />
      )}
      <ChoiceField label="Input" hint="Where a pair has one: where it stands in the prompt." words={inputPlaces} value={form.inputPosition} onChoose={(inputPosition) => change({ inputPosition })} />
      {canShow ? <NumberField part={part} name="demonstrations" label="Demonstrations, at most" hint="Other pairs of the same split, shown before the prompt." min={0} max={3} /> : null}
      {shows ? (
        <>
          <NumberField part={part} name="demonstrationShare" label="Prompts with demonstrations, per cent" min={0} max={100} step="any" />
          <ChoiceField label="Demonstrations chosen by" error={errors.demonstrationPolicy} words={policies} value={form.demonstrationPolicy} onChoose={(demonstrationPolicy) => change({ demonstrationPolicy })} />
        </>
      ) : null}
    </Section>
  )
}

/** What is trained beside answering instructions, and how much of all. */
export function MixFields({ datasetId, ...part }: RecipePart & { datasetId: string }) {
  const { format } = part.form
  return (
    <Section title="Mix">
      {hasPlaceFor('reverse', format) ? <ReverseFields {...part} /> : null}
      {hasPlaceFor('general', format) ? <GeneralFields {...part} datasetId={datasetId} /> : null}
      <CapFields {...part} />
    </Section>
  )
}

function ReverseFields(part: RecipePart) {
  const { form, change } = part
  return (
    <>
      <NumberField part={part} name="reverse" label="Turned round, per cent" hint="Pairs whose row asks what the response could have been asked." min={0} max={100} step="any" />
      {Number(form.reverse) > 0 ? (
        <>
          <ChoiceField label="Turned round, asks for" words={asks} value={form.reverseAsks} onChoose={(reverseAsks) => change({ reverseAsks })} />
          <Checkbox label="Grade the constraints in an answer by how much they say" checked={form.reverseGraded} onChange={({ target }) => change({ reverseGraded: target.checked })} />
        </>
      ) : null}
    </>
  )
}

function GeneralFields({ datasetId, ...part }: RecipePart & { datasetId: string }) {
  const { form, errors, change } = part
  const { data: datasets = [] } = useDatasets()
  return (
    <>
      <Field label="General rows from" hint="Another dataset, whose pairs go in as they are." error={errors.generalDataset}>
        {(ids) => (
          <Select {...ids} value={form.generalDataset} onChange={({ target }) => change({ generalDataset: target.value })}>
            <option value="">None</option>
            {datasets.filter(({ id }) => id !== datasetId).map(({ id, name }) => (
              <option key={id} value={name}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <GeneralFile onImported={(generalDataset) => change({ generalDataset })} />
      {form.generalDataset === '' ? null : (
        <>
          <NumberField part={part} name="generalShare" label="General rows, per cent of all" min={1} max={95} step="any" />
          <NumberField part={part} name="generalMost" label="General rows, at most" hint="Empty: no limit." min={1} required={false} />
        </>
      )}
    </>
  )
}

/** How many rows there may be, and how long. */
export function CapFields({ things = 'Pairs', ...part }: RecipePart & { things?: 'Pairs' | 'Preferences' | 'Answers' }) {
  return (
    <>
      <NumberField part={part} name="mostRows" label={`${things}, at most`} hint="Empty: no limit." min={1} required={false} />
      <NumberField part={part} name="mostPerSource" label={`${things} of each source, at most`} hint="Empty: no limit." min={1} required={false} />
      <NumberField part={part} name="longestWords" label="Words a conversation, at most" hint="Empty: no limit." min={1} required={false} />
    </>
  )
}

const margins: Record<ExportParams['margin'], string> = { none: 'None', share: 'Share of the constraints that fail', count: 'Number of the constraints that fail', bits: 'Bits of the constraints that fail' }
const weights: Record<ExportParams['weights'], string> = { none: 'None', proof: 'By proof: judged by people, a half' }

/** Columns beside those of the format, where it has a place for them. */
export function ColumnField({ form, errors, change }: RecipePart) {
  if (hasPlaceFor('margin', form.format)) return <ChoiceField label="Column of margins" hint="By how much the rejected text is worse." error={errors.margin} words={margins} value={form.margin} onChoose={(margin) => change({ margin })} />
  if (!hasPlaceFor('weights', form.format)) return null
  return <ChoiceField label="Column of weights" hint="How far a row is to be trusted, for a weighted loss." error={errors.weights} words={weights} value={form.weights} onChoose={(chosen) => change({ weights: chosen })} />
}

/** Which files there are, and what is held out. */
export function FileFields({ of, ...part }: RecipePart & { of: ExportedPairs }) {
  const { form, errors, change } = part
  const sequence = sequenceOf(form)
  const among = sequencesOf(form.format)
  return (
    <Section title="Files and splits">
      {among.length > 1 ? <ChoiceField label="Training in" hint="Files in the order in which they are to be trained on." words={sequences} among={among} value={sequence} onChoose={(chosen) => change({ sequence: chosen })} /> : null}
      {sequence === 'stages' ? (
        <>
          <ChoiceField label="Stages by" words={stageMeasures} value={form.stagesBy} error={errors.stagesBy} onChoose={(stagesBy) => change({ stagesBy })} />
          <StageFields of={of} part={part} />
          <Field label="Epochs of each stage" hint="One number a stage, said in manifest and card; empty: whoever trains decides." error={errors.epochs}>
            {(ids) => <Input {...ids} value={form.epochs} onChange={({ target }) => change({ epochs: target.value })} />}
          </Field>
          <NumberField part={part} name="replay" label="Earlier stages again, per cent" hint="This share of the rows of the stages before stands in each stage once more." min={0} max={100} step="any" />
          <Checkbox label="As the control: the same rows in random stages of the same sizes" checked={form.control} onChange={({ target }) => change({ control: target.checked })} />
        </>
      ) : null}
      {sequence === 'ladder' ? (
        <>
          <NumberField part={part} name="levels" label="Levels" hint="Each states all that the one before does, and more." min={2} max={5} />
          <ChoiceField label="Levels as" hint="Each turn has an answer of its own, from accepted preferences of the kind evolved. A pair without them has a row for each level." words={ladders} value={form.ladderAs} error={errors.ladderAs} onChoose={(ladderAs) => change({ ladderAs })} />
        </>
      ) : null}
      <NumberField part={part} name="validation" label="Validation, per cent" hint="Held out in a file of its own." min={0} max={90} step="any" />
      <NumberField part={part} name="test" label="Test, per cent" hint="Held out in a file of its own." min={0} max={90} step="any" />
      {asksEvaluation(form) ? <Checkbox label="Also write the test as IFEval prompts" checked={form.evaluation} onChange={({ target }) => change({ evaluation: target.checked })} /> : null}
      <ChoiceField label="Split by" hint="The same instruction and near-duplicates always stay together." words={splitUnits} value={form.splitBy} onChoose={(splitBy) => change({ splitBy })} />
      <ChoiceField label="Alike shares of" hint="So that what is rare is held out, too. Of types, a pair counts by its rarest." words={strata} value={form.stratify} onChoose={(stratify) => change({ stratify })} />
      {lackingIn(form.format) ? <ChoiceField label="Files of proofs" hint="Rows of this format hold too little to prove them." words={proofFiles} value={form.proofs} onChoose={(proofs) => change({ proofs })} /> : null}
      <Checkbox label="Leave near-duplicates out" checked={form.dropNearDuplicates} onChange={({ target }) => change({ dropNearDuplicates: target.checked })} />
      <Checkbox label="Leave out what shares 13 words in a row with a benchmark" checked={form.dropContaminated} onChange={({ target }) => change({ dropContaminated: target.checked })} />
      {form.dropContaminated ? <ContaminationNote datasetId={of.datasetId} /> : null}
    </Section>
  )
}
