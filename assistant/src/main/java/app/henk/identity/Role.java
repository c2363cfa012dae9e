package app.henk.identity;

/** What an account may be. The account's role decides, whatever a token or an old client's flag claims. */
public enum Role {
    CUSTOMER,
    SALES,
    MANAGER,
    ADMIN;

    public boolean isStaff() {
        return this != CUSTOMER;
    }
}
