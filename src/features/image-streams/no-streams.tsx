import { EmptyNote } from '@/ui/empty-note'
import { CommandField } from '@/ui/fields'
import { LayersArt } from '@/ui/layers-art'

/** Nothing is here yet: what an image stream is for, and how one comes to be. */
export function NoStreams({ namespace }: { namespace: string | undefined }) {
  return (
    <EmptyNote
      title={namespace ? `No image streams in ${namespace} yet` : 'No image streams yet'}
      art={<LayersArt />}
    >
      <p>
        An image stream gives images a name that you can move. Import one from a registry, or push
        to the internal registry: the stream is then made by itself.
      </p>
      <div className="ts-blank__more">
        <div className="ts-sub">From a terminal</div>
        <CommandField
          command={`oc import-image frontend:v1.2.0 -n ${namespace ?? 'PROJECT'} --from=quay.io/shop/frontend:v1.2.0 --confirm`}
        />
      </div>
    </EmptyNote>
  )
}
