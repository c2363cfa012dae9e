/**
 * Takes files that are let go of anywhere over the page: beside the talk the browser would open them in its place.
 *
 * @param over told whether files are held over the page
 * @return ends it
 */
export function dropping(over: (is: boolean) => void, take: (files: File[]) => void): () => void {
  const ended = new AbortController();
  const on = (name: 'dragover' | 'dragleave' | 'drop', heard: (event: DragEvent, held: DataTransfer) => void) =>
    addEventListener(
      name,
      (event) => {
        // a text that is drawn into the message box is the box's own matter
        if (event.dataTransfer?.types.includes('Files')) heard(event, event.dataTransfer);
      },
      { signal: ended.signal },
    );
  on('dragover', (event, held) => {
    event.preventDefault();
    held.dropEffect = 'copy';
    over(true);
  });
  on('dragleave', (event) => {
    if (!event.relatedTarget) over(false);
  });
  on('drop', (event, held) => {
    event.preventDefault();
    over(false);
    take([...held.files]);
  });
  return () => ended.abort();
}
