package app.henk.bench;

import java.util.Random;

/** Somebody who sells, on one of both sides; all of them have the same customers. */
interface Seller {

    /** One change, finished when this returns: kept, or refused because it made no sense any more. */
    void change(Random chance);
}
