import { useDesk, useDeskState } from "../use-desk";

/** The headline, as large as readers will see it. Enter leads into the text. */
export function TitleField({ isEditable, onEnter }: { isEditable: boolean; onEnter: () => void }) {
  const desk = useDesk();
  const title = useDeskState((state) => state.title);
  return (
    <div className="mx-auto w-full max-w-[calc(680px+3rem)] px-4 pt-6 pb-4 sm:px-6 sm:pt-8">
      <textarea
        data-editor-field="title"
        aria-label="Title"
        rows={1}
        value={title}
        maxLength={255}
        readOnly={!isEditable}
        placeholder="Title"
        spellCheck
        onChange={(event) => desk.setMeta("title", event.target.value.replace(/\n/g, " "))}
        onBlur={() => {
          if (title.trim() === "") desk.setMeta("title", desk.state.content.title);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
          event.preventDefault();
          onEnter();
        }}
        className="field-sizing-content w-full resize-none overflow-hidden bg-transparent font-serif text-[2rem] leading-[1.2] font-semibold tracking-[-0.018em] text-balance text-text outline-none placeholder:text-faint sm:text-[2.375rem]"
      />
    </div>
  );
}
