import '@/ui/detail.css'
import '@/ui/table.css'
import { RhUiLinkIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-link-icon'
import { RhUiSwapRightLeftIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-swap-right-left-icon'
import { useLocation } from 'react-router'
import { ComparedSides } from '@/features/compare/compared-sides'
import { Comparison } from '@/features/compare/comparison'
import { useSide } from '@/features/compare/side-state'
import { imageStreamsPath } from '@/paths'
import { Button } from '@/ui/button'
import { CopyAction } from '@/ui/copy-button'
import { EmptyNote } from '@/ui/empty-note'
import { PageHeader } from '@/ui/page-header'
import { useSetSearchParams, useTextParam } from '@/ui/search-params'
import { SkeletonRows } from '@/ui/skeleton'

/** Two images side by side [M6]: `?left=project/stream:tag&right=project/stream@digest`. */
export function ComparePage() {
  const [leftText, setLeft] = useTextParam('left')
  const [rightText, setRight] = useTextParam('right')
  const set = useSetSearchParams()
  const [left, right] = [useSide(leftText), useSide(rightText)]
  return (
    <div className="ts-detail">
      <PageHeader
        title="Compare two images"
        breadcrumb={[{ text: 'Image streams', to: imageStreamsPath() }]}
        actions={
          <>
            <Button
              variant="secondary"
              icon={<RhUiSwapRightLeftIcon className="ts-i" />}
              onClick={() => set({ left: rightText, right: leftText })}
            >
              Swap
            </Button>
            <CopyLink />
          </>
        }
      />
      <ComparedSides
        left={{ text: leftText, state: left, onPick: setLeft }}
        right={{ text: rightText, state: right, onPick: setRight }}
      />
      {left.status === 'ready' && right.status === 'ready' ? (
        <Comparison left={left} right={right} />
      ) : left.status === 'loading' || right.status === 'loading' ? (
        <SkeletonRows rows={6} columns={4} />
      ) : (
        <EmptyNote title="There is nothing to compare yet">
          <p>
            Choose two images. The history of a tag has a link at each entry that compares it with
            the one before.
          </p>
        </EmptyNote>
      )}
    </div>
  )
}

/** The address says it all: which images, and how they are looked at. */
function CopyLink() {
  useLocation()
  return (
    <CopyAction
      text={window.location.href}
      icon={<RhUiLinkIcon className="ts-i" />}
      label="Copy link"
    />
  )
}
