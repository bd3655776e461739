import { NoSuchPage } from '#components/shell/no-such-page.tsx'

/** As the one above, but beside the sidebar. */
export default function NotFound() {
  return <NoSuchPage />
}
