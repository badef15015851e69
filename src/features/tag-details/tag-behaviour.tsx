import type { TagRow, TagWish } from '@/domain/stream-row'
import { pointsAtSentence } from '@/domain/tracking'
import { readable } from '@/domain/untrusted'
import { DescriptionRows } from '@/ui/description-rows'
import { Reference } from './reference'

/** The wish behind the tag: each policy, and a word on what it means. */
export function TagBehaviour({
  namespace,
  stream,
  tag,
}: {
  namespace: string
  stream: string
  tag: TagRow
}) {
  const wish = tag.spec
  if (!wish) {
    return (
      <p className="ts-muted">
        Nothing is wished for: the tag came by a push, and the next push to it moves it. Retarget it
        to give it a source and policies of its own.
      </p>
    )
  }
  const { lead, target, path } = pointsAtSentence(tag, { namespace, stream })
  return (
    <DescriptionRows
      label="How it behaves"
      rows={[
        {
          term: 'Source',
          help: 'What the tag was told to point at (from).',
          value: (
            <>
              {lead} <Reference text={target} path={path} />
            </>
          ),
        },
        {
          term: 'Scheduled',
          help: 'Whether the cluster looks for a newer image by itself (importPolicy.scheduled).',
          value: <Policy {...scheduled(wish)} />,
        },
        {
          term: 'Reference policy',
          help: 'Where pods pull from (referencePolicy.type).',
          value: <Policy {...referencePolicy(wish)} />,
        },
        {
          term: 'Import mode',
          help: 'What is kept of a list of platforms (importPolicy.importMode).',
          value: <Policy {...importMode(wish)} />,
        },
        {
          term: 'Insecure',
          help: 'How the registry is spoken to (importPolicy.insecure).',
          value: wish.insecure ? (
            <Policy word="Yes" meaning="HTTP, or HTTPS with any certificate, is accepted." />
          ) : (
            <Policy word="No" meaning="HTTPS with a trusted certificate only." />
          ),
        },
        {
          term: 'Reference',
          help: 'Whether the image is only named, not imported (reference).',
          value: wish.reference ? (
            <Policy word="Yes" meaning="The image is only named: pods pull it from where it is." />
          ) : (
            <Policy word="No" meaning="The image is imported, not only named." />
          ),
        },
      ]}
    />
  )
}

function Policy({ word, meaning }: { word: string; meaning: string }) {
  return (
    <>
      {readable(word)}
      <p>{meaning}</p>
    </>
  )
}

function scheduled(wish: TagWish) {
  if (wish.scheduled) {
    return {
      word: 'On',
      meaning:
        'Checked about every 15 minutes. The time of the last check is not recorded, only changes are.',
    }
  }
  return {
    word: 'Off',
    meaning:
      wish.from?.kind === 'DockerImage'
        ? 'Imported once. A newer image in the registry is not noticed.'
        : 'Only tags that point at a registry can be scheduled.',
  }
}

function referencePolicy(wish: TagWish) {
  return wish.referencePolicy === 'Local'
    ? { word: 'Local', meaning: 'Pods pull through the internal registry.' }
    : {
        word: wish.referencePolicy || 'Source',
        meaning: 'Pods pull from where the image came from, not through the internal registry.',
      }
}

function importMode(wish: TagWish) {
  switch (wish.importMode) {
    case 'PreserveOriginal':
      return { word: 'PreserveOriginal', meaning: 'A list of platforms is kept whole.' }
    case 'Legacy':
      return { word: 'Legacy', meaning: 'One platform is taken out of a list.' }
    case '':
      return { word: 'Not set', meaning: 'The cluster’s default is taken.' }
    default:
      return { word: wish.importMode, meaning: 'This mode is not known here.' }
  }
}
