/**
 * The desk a text lies on: the editor, the fields beside it, saving, and what the server says meanwhile.
 * Outside of React, because saving goes on whatever is on the screen.
 */
import type { Editor } from "@tiptap/core";
import type { QueryClient } from "@tanstack/react-query";
import { createStore, type StoreApi } from "zustand/vanilla";

import { type Content, type ContentChanges, contentChanged, saveContent } from "../../api/content";
import { headingIds, lossesOf, outlineOf, type OutlineEntry, serialise } from "../text/serialise";
import { loadText, nameSections } from "../text/use-text-editor";

import { Autosave } from "./autosave";
import { cleaned, type Details, NO_DETAILS, sameDetails } from "./details";
import { asideStore, type Draft, draftStore, sameFields, type TextFields } from "./drafts";
import { type Loss, losses } from "./round-trip";
import { bodyToSend } from "./sections";
import { countWords } from "./words";

export type Mode = "text" | "html";
export type MetaName = "title" | "meta_title" | "meta_description";

export interface DeskState {
  /** As the server has it. */
  content: Content;
  title: string;
  meta_title: string;
  meta_description: string;
  /** As they are typed, with entries that are still empty. */
  details: Details;
  /** The text as it is here, a moment old at most. */
  html: string;
  outline: OutlineEntry[];
  /** Words before the first section. */
  wordsBefore: number;
  words: number;
  characters: number;
  mode: Mode;
  /** The HTML being written in that mode. */
  source: string;
  /** What the server took away from the HTML that was sent last. */
  taken: Loss[];
  /** What editing as text would lose; empty when nothing. */
  guard: Loss[];
  /** A draft of this device that is on the desk again. */
  restored: Draft | null;
}

const LIVE_MS = 250;

export class Desk {
  readonly store: StoreApi<DeskState>;
  readonly autosave: Autosave;
  readonly aside;
  private editor: Editor | null = null;
  /** The document as it was loaded: while it is the same, the server's HTML is the text, however it is set. */
  private baseline: { doc: string; html: string };
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    content: Content,
    private readonly client: QueryClient,
    canEdit: boolean,
  ) {
    const drafts = draftStore(content.id);
    this.aside = asideStore(content.id);
    const server = fieldsOf(content);
    const draft = canEdit ? drafts.read() : null;
    const isDifferent = draft !== null && !sameFields(draft.fields, server);
    if (draft !== null && !isDifferent) drafts.clear();
    const shown = isDifferent ? draft.fields : server;
    this.store = createStore<DeskState>(() => ({
      content,
      title: shown.title,
      meta_title: shown.meta_title,
      meta_description: shown.meta_description,
      details: shown.details ?? server.details ?? NO_DETAILS,
      html: shown.html,
      outline: [],
      wordsBefore: 0,
      words: content.word_count,
      characters: 0,
      mode: "text",
      source: "",
      taken: [],
      guard: lossesOf(shown.html),
      restored: isDifferent ? draft : null,
    }));
    this.baseline = { doc: "", html: shown.html };
    this.autosave = new Autosave({
      version: isDifferent ? draft.version : content.current_version,
      fields: server,
      read: () => this.read(),
      send: (fields, version) => this.send(fields, version),
      drafts,
    });
  }

  /** The page is there: a draft that was found is saved, or asked about. Not before, as a page may be begun and given up. */
  begin(): void {
    const { restored, content } = this.state;
    if (restored === null || this.autosave.hasUnsaved) return;
    if (restored.version === content.current_version) this.autosave.changed();
    else this.autosave.meetNewer();
  }

  get state(): DeskState {
    return this.store.getState();
  }

  attach(editor: Editor): void {
    this.editor = editor;
    this.load(this.state.html);
  }

  get textEditor(): Editor | null {
    return this.editor;
  }

  /** The text as it is now. */
  read(): TextFields {
    const { title, meta_title, meta_description, details, mode, source, content } = this.state;
    return { title, meta_title, meta_description, details: cleaned(details, content.content_type), html: mode === "html" ? source : this.html() };
  }

  setMeta(name: MetaName, value: string): void {
    if (this.state[name] === value) return;
    this.store.setState({ [name]: value });
    this.autosave.changed();
  }

  setDetails(details: Details): void {
    this.store.setState({ details });
    this.autosave.changed();
  }

  /** The document changed under somebody's hands. */
  edited(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), LIVE_MS);
    this.autosave.changed();
  }

  setSource(source: string): void {
    this.store.setState({ source, html: source, taken: [] });
    this.autosave.changed();
  }

  /** Write HTML, or text again. The text stays the same. */
  setMode(mode: Mode): void {
    if (mode === this.state.mode) return;
    if (mode === "html") {
      this.store.setState({ mode, source: this.html(), taken: [] });
      return;
    }
    const html = this.state.source;
    this.store.setState({ mode, html, guard: lossesOf(html) });
    this.load(html);
  }

  /** Edit as text although some of it is lost. */
  acceptLosses(): void {
    this.store.setState({ guard: [] });
  }

  /** The server's answer to a question of somebody's, or what somebody else did. */
  receive(content: Content): void {
    const known = this.state.content;
    if (content === known) return;
    this.store.setState({ content });
    const { version, phase } = this.autosave.getState();
    if (content.current_version > version && phase !== "saving") {
      if (this.autosave.hasUnsaved) this.autosave.meetNewer();
      else this.show(content);
    } else if (this.editor && content.current_version === version) nameSections(this.editor, content.structure);
  }

  /** Put the server's text on the desk in place of what is there. */
  show(content: Content): void {
    const { title, html, meta_title, meta_description, details = NO_DETAILS } = fieldsOf(content);
    this.store.setState({ content, title, meta_title, meta_description, details, html, source: html, taken: [], guard: lossesOf(html), restored: null });
    this.autosave.adopt(content.current_version, fieldsOf(content));
    this.load(html);
  }

  /** Put a text of this device on the desk, to be saved as what somebody typed now. */
  put(fields: TextFields): void {
    this.store.setState({ ...fields, details: fields.details ?? this.state.details, source: fields.html, guard: lossesOf(fields.html) });
    this.load(fields.html);
    this.autosave.changed();
  }

  /** Somebody else's text is taken; this one is laid aside on this device. */
  takeTheirs(theirs: Content): void {
    this.aside.write({ version: this.autosave.getState().version, at: Date.now(), fields: this.read() });
    this.show(theirs);
    contentChanged(this.client, theirs);
  }

  /** The page is being left: what is not saved yet is, and goes on being tried. */
  leave(): void {
    clearTimeout(this.timer);
    this.look();
    void this.autosave.flush();
  }

  private html(): string {
    if (!this.editor || this.editor.isDestroyed) return this.state.html;
    const doc = serialise(this.editor.state.doc);
    return doc === this.baseline.doc ? this.baseline.html : doc;
  }

  private load(html: string): void {
    if (!this.editor || this.editor.isDestroyed) return;
    loadText(this.editor, html, this.state.content.structure);
    this.baseline = { doc: serialise(this.editor.state.doc), html };
    this.look();
  }

  private look(): void {
    if (!this.editor || this.editor.isDestroyed) return;
    const { entries, before, words } = outlineOf(this.editor.state.doc, countWords);
    this.store.setState({ outline: entries, wordsBefore: before, words, characters: this.editor.state.doc.textContent.length, ...(this.state.mode === "text" ? { html: this.html() } : {}) });
  }

  private async send(fields: TextFields, version: number): Promise<{ version: number }> {
    const stored = this.autosave.storedFields;
    const { content, mode } = this.state;
    const changes: ContentChanges = { expected_version: version };
    // The title cannot be empty; while it is, the one before stays.
    if (fields.title !== stored.title && fields.title.trim() !== "") changes.title = fields.title;
    if (fields.meta_title !== stored.meta_title) changes.meta_title = fields.meta_title;
    if (fields.meta_description !== stored.meta_description) changes.meta_description = fields.meta_description;
    if (fields.details !== undefined && !sameDetails(fields.details, stored.details)) changes.details = fields.details;
    if (fields.html !== stored.html) Object.assign(changes, mode === "html" || !this.editor ? { html: fields.html } : bodyToSend(fields.html, headingIds(this.editor.state.doc), content.structure));
    const answer = await saveContent(content.id, changes);
    this.store.setState({ content: answer, ...(mode === "html" ? { taken: losses(fields.html, answer.html) } : {}), restored: null });
    contentChanged(this.client, answer);
    if (mode === "text" && this.editor) nameSections(this.editor, answer.structure);
    return { version: answer.current_version };
  }
}

export function fieldsOf({ title, html, meta_title, meta_description, details }: TextFields): TextFields {
  return { title, html, meta_title, meta_description, details };
}

