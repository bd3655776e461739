'use client'

import { clsx } from 'clsx'
import { ArrowLeftRight, AtSign, BarChart3, CloudUpload, Database, Download, Gauge, Gavel, Group, Handshake, History, Keyboard, ListChecks, Menu as MenuIcon, Ruler, Search, Server, Settings, Sparkles, Upload, UserCheck, Users } from 'lucide-react'
import Link from 'next/link'
import { usePathname, useRouter } from 'next/navigation'
import { useState, type ReactNode } from 'react'
import { useDatasets } from '#components/api/datasets.ts'
import { UnreadMentions } from '#components/comments/unread-mentions.tsx'
import { useChosenDataset } from '#components/shell/chosen-dataset.ts'
import { SignOutButton } from '#components/shell/sign-out-button.tsx'
import { ThemeButton } from '#components/shell/theme-button.tsx'
import { IconButton } from '#components/ui/button.tsx'
import { Select } from '#components/ui/field.tsx'
import type { Actor } from '#lib/auth/contract.ts'
import { mayManage } from '#lib/auth/managing.ts'

const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const

interface DatasetPage {
  path: string
  label: string
  icon: ReactNode
  /** For people who manage a dataset. */
  managing?: true
}

const datasetPages: readonly DatasetPage[] = [
  { path: 'review', label: 'Review', icon: <ListChecks {...icon} /> },
  { path: 'adjudicate', label: 'Adjudicate', icon: <Gavel {...icon} /> },
  { path: 'templates', label: 'Wordings', icon: <Group {...icon} /> },
  { path: 'browse', label: 'Browse', icon: <Search {...icon} /> },
  { path: 'statistics', label: 'Statistics', icon: <BarChart3 {...icon} /> },
  { path: 'agreement', label: 'Agreement', icon: <Handshake {...icon} /> },
  { path: 'reviewers', label: 'Reviewers', icon: <UserCheck {...icon} />, managing: true },
  { path: 'import', label: 'Import', icon: <Upload {...icon} /> },
  { path: 'generate', label: 'Generate', icon: <Sparkles {...icon} /> },
  { path: 'preferences', label: 'Preferences', icon: <ArrowLeftRight {...icon} /> },
  { path: 'exports', label: 'Exports', icon: <Download {...icon} /> },
  { path: 'settings', label: 'Settings', icon: <Settings {...icon} /> },
]

/** The screens of a dataset that are for this person, in the order of the menu. */
export function datasetPagesFor(actor: Actor): readonly DatasetPage[] {
  return datasetPages.filter(({ managing }) => !managing || mayManage(actor))
}

/** The way around: which dataset, its screens, and what is common to all. */
export function Sidebar({ actor }: { actor: Actor }) {
  const pathname = usePathname()
  const [open, setOpen] = useState(false)
  const close = (): void => setOpen(false)
  const datasetId = useChosenDataset()
  return (
    <aside aria-label="Sidebar" className="border-line bg-panel print:hidden max-md:border-b md:flex md:w-52 md:shrink-0 md:flex-col md:border-r">
      <div className="flex h-12 items-center short:max-md:h-9 justify-between gap-2 px-3">
        <Link href="/" className="flex items-center gap-2 font-semibold tracking-tight">
          <img src="/icon.svg" alt="" width={20} height={20} />
          Pincer
        </Link>
        <div className="flex items-center">
          <ThemeButton />
          <IconButton label={open ? 'Close the menu' : 'Open the menu'} aria-expanded={open} className="md:hidden" onClick={() => setOpen(!open)}>
            <MenuIcon {...icon} />
          </IconButton>
        </div>
      </div>
      <nav aria-label="Main" className={clsx('flex min-h-0 flex-1 flex-col gap-4 px-2 pb-3', !open && 'max-md:hidden')}>
        <DatasetSwitch datasetId={datasetId} />
        {datasetId ? (
          <ul className="flex flex-col gap-px">
            {datasetPagesFor(actor).map((page) => (
              <NavItem key={page.path} onNavigate={close} href={`/datasets/${datasetId}/${page.path}`} icon={page.icon} active={isWithin(pathname, `/datasets/${datasetId}/${page.path}`)}>
                {page.label}
              </NavItem>
            ))}
          </ul>
        ) : null}
        <ul className="mt-auto flex flex-col gap-px">
          <NavItem onNavigate={close} href="/my-work" icon={<Gauge {...icon} />} active={pathname === '/my-work'}>
            My work
          </NavItem>
          <NavItem onNavigate={close} href="/mentions" icon={<AtSign {...icon} />} active={pathname === '/mentions'}>
            Mentions
            <UnreadMentions />
          </NavItem>
          <NavItem onNavigate={close} href="/" icon={<Database {...icon} />} active={pathname === '/'}>
            Datasets
          </NavItem>
          <NavItem onNavigate={close} href={datasetId ? `/runs?dataset=${datasetId}` : '/runs'} icon={<History {...icon} />} active={pathname.startsWith('/runs')}>
            Runs
          </NavItem>
          <NavItem onNavigate={close} href="/checkers" icon={<Ruler {...icon} />} active={pathname === '/checkers'}>
            Checkers
          </NavItem>
          <NavItem onNavigate={close} href="/settings/endpoints" icon={<Server {...icon} />} active={pathname.startsWith('/settings/endpoints')}>
            Endpoints
          </NavItem>
          <NavItem onNavigate={close} href="/settings/hub" icon={<CloudUpload {...icon} />} active={pathname === '/settings/hub'}>
            Hugging Face Hub
          </NavItem>
          <NavItem onNavigate={close} href="/settings/keyboard" icon={<Keyboard {...icon} />} active={pathname === '/settings/keyboard'}>
            Keyboard
          </NavItem>
          <NavItem onNavigate={close} href="/settings" icon={<Users {...icon} />} active={pathname === '/settings'}>
            People
          </NavItem>
        </ul>
        <div className="flex items-center justify-between gap-1 ps-2">
          <p className="truncate text-xs text-faint" title={actor.email}>
            Signed in as {actor.name}
          </p>
          <SignOutButton />
        </div>
      </nav>
    </aside>
  )
}

/** Whether a path is this page's or one below it: `/reviewers` is not below `/review`. */
function isWithin(pathname: string, page: string): boolean {
  return pathname === page || pathname.startsWith(`${page}/`)
}

interface NavItemProps {
  href: string
  icon: ReactNode
  active: boolean
  onNavigate: () => void
  children: ReactNode
}

function NavItem({ href, icon: picture, active, onNavigate, children }: NavItemProps) {
  return (
    <li>
      <Link
        href={href}
        onClick={onNavigate}
        aria-current={active ? 'page' : undefined}
        className={clsx('flex h-7 items-center gap-2 rounded-md px-2', active ? 'bg-accent-soft font-medium text-accent' : 'text-muted hover:bg-sunken hover:text-ink')}
      >
        {picture}
        {children}
      </Link>
    </li>
  )
}

function DatasetSwitch({ datasetId }: { datasetId: string | null }) {
  const router = useRouter()
  const { data } = useDatasets()
  if (!data || data.length === 0) return null
  return (
    <Select
      aria-label="Dataset"
      className="w-full"
      value={datasetId ?? ''}
      onChange={(event) => router.push(event.target.value ? `/datasets/${event.target.value}` : '/')}
    >
      <option value="">All datasets</option>
      {data.map((dataset) => (
        <option key={dataset.id} value={dataset.id}>
          {dataset.name}
        </option>
      ))}
    </Select>
  )
}
