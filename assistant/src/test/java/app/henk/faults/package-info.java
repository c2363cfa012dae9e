/** The whole product over HTTP, with a model that has bad days, lies, or has been taken over. */
package app.henk.faults;
