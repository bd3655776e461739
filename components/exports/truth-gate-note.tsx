import { ShieldCheck } from 'lucide-react'

/** What may leave and what may not, before anybody wonders. */
export function TruthGateNote() {
  return (
    <div className="flex gap-3 rounded-md border border-line bg-sunken px-3 py-2">
      <ShieldCheck size={18} aria-hidden="true" className="mt-0.5 shrink-0 text-good" />
      <div className="min-w-0">
        <p className="font-medium">Only what is true leaves</p>
        <p className="text-[13px] text-muted">
          A constraint is exported when a person accepted it and, where a program can tell, the program finds it true of the response once
          more at the time of the export. What turns out to be refuted stays behind, and the counts say how many pairs that cost.
        </p>
      </div>
    </div>
  )
}
