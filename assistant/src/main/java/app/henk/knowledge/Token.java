package app.henk.knowledge;

/**
 * A word of a text.
 *
 * @param word lower case, letters folded to their plain form
 * @param stem what inflections of the word share
 * @param stop whether it only holds sentences together
 * @param subject between 0 and 1: how likely the word names what the text is about, by the way it is written
 */
record Token(String word, String stem, boolean stop, double subject) {}
