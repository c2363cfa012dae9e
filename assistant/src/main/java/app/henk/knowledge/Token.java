package app.henk.knowledge;

/**
 * A word of a text.
 *
 * @param word lower case, letters folded to their plain form
 * @param stem what inflections of the word share
 * @param stop whether it only holds sentences together
 */
record Token(String word, String stem, boolean stop) {}
