import { useLocation } from 'react-router'
import { imageStreamsPath } from '@/paths'
import { LinkButton } from '@/ui/button'
import { NotFoundState } from '@/ui/error-state'
import { PageHeader } from '@/ui/page-header'

/** An address that names nothing here. */
export function NotFoundPage() {
  const { pathname } = useLocation()
  return (
    <>
      <PageHeader title="Page not found" />
      <NotFoundState
        what={pathname.length > 80 ? 'This page' : `The page ${pathname}`}
        actions={
          <LinkButton variant="primary" to={imageStreamsPath()}>
            All image streams
          </LinkButton>
        }
      />
    </>
  )
}
